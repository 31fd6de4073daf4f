"""Virus scan: waiting files are not shown, a scanner that does not answer never clears one."""

import io
import socket
import socketserver
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from procrastinate.contrib.django import app as jobs_app
from procrastinate.contrib.django.models import ProcrastinateJob

from applications import papers
from applications.clamd import VIRUS, clamd
from greenlist.applications import jobs
from greenlist.applications.domain.evidence import add_evidence
from greenlist.applications.domain.scanning import scan_blob, waiting_since
from greenlist.applications.evidence_rules import may_open
from greenlist.applications.models import Application, Blob, Evidence
from greenlist.applications.scanning import ScannerUnavailable, Verdict, scan
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.models import Notification
from world import World, application_of, round_of

NOBODY = "tcp://127.0.0.1:1"


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMD_URL = NOBODY


@pytest.fixture
def draft(world: World) -> Application:
    return application_of(world, round_of(world))


def handed_in(world: World, draft: Application, text: str = "") -> Evidence:
    upload = SimpleUploadedFile("a.pdf", papers.pdf(text=text))
    return add_evidence(application=draft, upload=upload, by=world.hat("owner")).evidence


# -- the protocol -------------------------------------------------------------------------------------------


def test_a_clean_file_and_an_infected_one() -> None:
    with clamd() as (url, seen):
        assert scan(io.BytesIO(b"x" * 200_000), url) == Verdict(infected=False)
        assert scan(io.BytesIO(b"--" + VIRUS), url) == Verdict(infected=True, name="Pretend.Virus")
    assert seen[0] == b"x" * 200_000


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"\0", b"stream: \0", b"OK?\0"])
def test_no_answer_but_ok_is_clean(answer: bytes) -> None:
    with clamd(answer) as (url, _seen), pytest.raises(ScannerUnavailable):
        scan(io.BytesIO(b"x"), url)


def test_a_scanner_that_is_not_there_is_no_verdict(tmp_path: Path) -> None:
    for url in (NOBODY, f"unix:{tmp_path}/none.sock"):
        with pytest.raises(ScannerUnavailable):
            scan(io.BytesIO(b"x"), url)


@pytest.mark.parametrize("url", ["http://x", "tcp://host", "unix:", "clamd"])
def test_an_address_of_another_kind_is_a_mistake(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CLAMD_URL"):
        scan(io.BytesIO(b"x"), url)


def test_over_a_unix_socket(tmp_path: Path) -> None:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            received = b""
            while not received.endswith(b"\0\0\0\0"):
                received += self.request.recv(4096)
            self.request.sendall(b"stream: OK\0")
            self.request.shutdown(socket.SHUT_WR)

    path = str(tmp_path / "clamd.sock")
    with socketserver.UnixStreamServer(path, Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        assert scan(io.BytesIO(b"x"), f"unix:{path}") == Verdict(infected=False)
        thread.join()


# -- the quarantine -----------------------------------------------------------------------------------------


def test_a_new_file_waits_with_a_job_of_its_own(world: World, draft: Application) -> None:
    one = handed_in(world, draft)
    assert one.blob.scan == Blob.Scan.PENDING
    job = ProcrastinateJob.objects.get(task_name="applications.scan_blob")
    assert job.args == {"sha256": one.blob_id}
    assert not may_open(one)
    assert "查毒" in str(may_open(one).reason)


def test_an_act_that_fails_leaves_no_job(world: World, draft: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("journal")

    monkeypatch.setattr("greenlist.applications.domain.evidence.record", broken)
    with pytest.raises(RuntimeError):
        handed_in(world, draft)
    assert not ProcrastinateJob.objects.filter(task_name="applications.scan_blob").exists()
    assert not Evidence.objects.exists()


def test_a_clean_file_may_be_opened(world: World, draft: Application, settings: Any) -> None:
    one = handed_in(world, draft)
    with clamd() as (settings.CLAMD_URL, seen):
        scan_blob(sha256=one.blob_id)
        scan_blob(sha256=one.blob_id)
    one.blob.refresh_from_db()
    assert one.blob.scan == Blob.Scan.CLEAN
    assert may_open(one)
    assert len(seen) == 1


def test_an_infected_file_stays_shut_and_its_sender_is_told(world: World, draft: Application, settings: Any) -> None:
    one = handed_in(world, draft, text=VIRUS.decode())
    with clamd() as (settings.CLAMD_URL, _seen):
        scan_blob(sha256=one.blob_id)
    one.blob.refresh_from_db()
    assert (one.blob.scan, one.blob.scan_note) == (Blob.Scan.INFECTED, "Pretend.Virus")
    assert "病毒" in str(may_open(one).reason)
    assert Notification.objects.get(code="evidence_infected").person == world.hat("owner").person
    assert Entry.objects.get(act="evidence.infected").object_id == str(draft.pk)


def test_a_scanner_out_of_reach_leaves_it_waiting(world: World, draft: Application, settings: Any) -> None:
    one = handed_in(world, draft)
    for url in (NOBODY, ""):
        settings.CLAMD_URL = url
        with pytest.raises(ScannerUnavailable):
            jobs.scan_blob(sha256=one.blob_id)
    one.blob.refresh_from_db()
    assert one.blob.scan == Blob.Scan.PENDING


def test_what_waits_too_long_is_asked_again(world: World, draft: Application) -> None:
    one = handed_in(world, draft)
    assert waiting_since(minutes=15) == []
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        jobs.scan_waiting(timestamp=0)
    assert ProcrastinateJob.objects.filter(args={"sha256": one.blob_id}).count() == 2


def test_without_a_scanner_nothing_waits_and_later_uploads_do(world: World, draft: Application, settings: Any) -> None:
    settings.CLAMD_URL = ""
    one = handed_in(world, draft)
    assert one.blob.scan == Blob.Scan.NOT_ASKED
    assert may_open(one)
    settings.CLAMD_URL = NOBODY
    other = application_of(world, draft.round, unit="neighbour", by="outsider")
    upload = SimpleUploadedFile("b.pdf", papers.pdf())
    again = add_evidence(application=other, upload=upload, by=world.hat("outsider")).evidence
    assert again.blob.scan == Blob.Scan.PENDING


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_it(world: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def closing(work: Callable[..., Any]) -> Callable[..., Any]:
        """In the worker's thread, which has a connection of its own."""

        def done(**given: Any) -> Any:
            try:
                return work(**given)
            finally:
                connection.close()

        return done

    for name in ("scan_blob", "waiting_since"):
        monkeypatch.setattr(jobs.scanning, name, closing(getattr(jobs.scanning, name)))
    one = handed_in(world, application_of(world, round_of(world)))
    connector = jobs_app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with clamd() as (settings.CLAMD_URL, _seen), jobs_app.replace_connector(connector) as worker:
        worker.run_worker(wait=False, queues=["files"], install_signal_handlers=False, listen_notify=False)
    one.blob.refresh_from_db()
    assert one.blob.scan == Blob.Scan.CLEAN
