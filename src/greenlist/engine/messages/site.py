"""Sentences of the commands that run the site: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "site.demo_ready": (
        "演示已启动：{address}\n数据在 {folder}；演示账号见登录页，或运行 greenlist demo --accounts。按 Ctrl-C 停止。",
        "The demo runs at {address}\nIts data are in {folder}; the sign-in page lists the accounts, as does "
        "greenlist demo --accounts. Ctrl-C stops it.",
    ),
    "site.demo_starting": ("正在启动演示 …", "Starting the demo ..."),
    "site.demo_stopped": ("演示已停止，数据保留在 {folder}。", "The demo has stopped; its data stay in {folder}."),
    "site.demo_other_folder": (
        "{folder} 里有别的东西，不是演示数据；什么都没有动。请用 --data 换一个空文件夹",
        "{folder} holds something other than a demo; nothing was touched. Choose an empty folder with --data",
    ),
    "site.demo_in_use": (
        "已有一个演示在用 {folder}；请先停止它，或用 --data 换一个文件夹",
        "a demo is running on {folder}; stop it first, or choose another folder with --data",
    ),
    "site.demo_died": (
        "演示意外停止；原因见 {log}：\n{last}",
        "the demo ended by itself; {log} says why:\n{last}",
    ),
    "site.folder_unusable": (
        "{folder} 用不了：{reason}；请用 --data 换一个能写的文件夹",
        "{folder} cannot be used: {reason}; choose one that can be written to with --data",
    ),
    "site.port_taken": (
        "端口 {port} 已被别的程序占用；请用 --port 换一个，例如 --port {other}",
        "port {port} is taken by another program; choose another with --port, for instance --port {other}",
    ),
    "site.port_forbidden": (
        "端口 {port} 不让用：{reason}；请用 --port 换一个，例如 --port {other}",
        "port {port} may not be used: {reason}; choose another with --port, for instance --port {other}",
    ),
    "site.unusable": ("数据库连不上或设置有误：{reason}", "the database or a setting is at fault: {reason}"),
    "site.not_served": (
        "有 {count} 处不安全，不能启动；逐项改好后再试（设置说明见 docs/operations.md）：",
        "not started, {count} things are unsafe; mend them and try again (docs/operations.md tells the settings):",
    ),
    "site.debug_on": (
        "GREENLIST_DEBUG 开着，出错页会露出内部信息；请设为 0",
        "GREENLIST_DEBUG is on and error pages would show the inside; set it to 0",
    ),
    "site.demo_on": (
        "GREENLIST_DEMO 开着，登录页会列出账号和密码；请设为 0",
        "GREENLIST_DEMO is on and the sign-in page would list accounts and passwords; set it to 0",
    ),
    "site.key_weak": (
        "GREENLIST_SECRET_KEY 太弱，至少要 {length} 个随机字符；可用 python -c 'import secrets; "
        "print(secrets.token_urlsafe(64))' 生成",
        "GREENLIST_SECRET_KEY is weak; it takes {length} random characters, for instance from python -c 'import "
        "secrets; print(secrets.token_urlsafe(64))'",
    ),
    "site.hosts_open": (
        "GREENLIST_HOSTS 对任何域名都开放；请写明本站的域名",
        "GREENLIST_HOSTS lets in any name; name the hosts of this site",
    ),
    "site.sm2_unread": (
        "GREENLIST_SM2_KEY 指的文件 {file} 读不出 SM2 私钥；请核对路径和权限，或用 greenlist bundle sm2-key 生成",
        "{file}, named by GREENLIST_SM2_KEY, holds no SM2 key that can be read; check it, or: greenlist bundle sm2-key",
    ),
    "site.no_https": (
        "GREENLIST_HTTPS 没有打开，密码会以明文传输；请设为 1。确在隔离的内网、由你承担风险的，另设 GREENLIST_PLAIN_HTTP=1",
        "GREENLIST_HTTPS is off and passwords would travel in the clear; set it to 1. On a closed network, at your "
        "own risk, set GREENLIST_PLAIN_HTTP=1 instead",
    ),
    "site.no_database": (
        "数据库不应答：{reason}。请检查 DATABASE_URL；还没有运行过 greenlist migrate 的，先运行它",
        "the database does not answer: {reason}. Check DATABASE_URL; run greenlist migrate if that never ran",
    ),
    "site.database_old": (
        "PostgreSQL {version} 太旧，至少要 {least}",
        "PostgreSQL {version} is too old; it takes {least} or later",
    ),
    "site.not_migrated": (
        "数据库还没有更新到这一版；请先运行 greenlist migrate",
        "the database is not of this version yet; run greenlist migrate first",
    ),
    "site.journal_open": (
        "以 {user} 的身份连接时可以改动操作日志；请运行 greenlist migrate，并检查 GREENLIST_DB_ROLE",
        "working as {user} the program could change the journal; run greenlist migrate and check GREENLIST_DB_ROLE",
    ),
    "site.migrated": (
        "数据库已更新到这一版；程序以角色 {role} 工作，对操作日志只能追加",
        "the database is of this version; the program works as {role}, which can only add to the journal",
    ),
    "site.may_not_grant": (
        "数据库用户无权建立角色或授权：{reason}。请数据库管理员运行下面的语句，再运行一次 greenlist migrate：",
        "the database user may not make the role or grant it: {reason}. Let the database's keeper run these "
        "statements, then run greenlist migrate again:",
    ),
    "site.administrator_made": (
        "已建立安全管理员 {login}；请登录后邀请其他人",
        "the security administrator {login} is made; sign in and invite the others",
    ),
    "site.administrator_exists": (
        "已有安全管理员；其余人员由其登录后邀请",
        "there is a security administrator; the others are invited on the site",
    ),
    "site.password": ("密码", "Password"),
    "site.password_again": ("再输一次密码", "The same again"),
    "site.password_differs": ("两次输入的密码不同，请重新运行", "the two passwords differ; run the command again"),
}
