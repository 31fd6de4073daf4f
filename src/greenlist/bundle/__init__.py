"""Bundles: a zip that travels between offices without a network, sealed so that nothing in it changes unseen.

Pure: `writing` makes one of files, `verify_bundle` checks one and runs without this program, `verify_sm2` the SM2
countersignatures; `bundles` brings the data.
"""
