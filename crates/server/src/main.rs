//! Starts the server. Every error here is a sentence for the operator that says what to do.

use std::{
    error::Error,
    fs,
    io::{self, IsTerminal},
    path::Path,
    process::ExitCode,
    sync::Arc,
    time::{Duration, SystemTime},
};

use clap::Parser;
use palabre_contract::Timestamp;
use palabre_server::{
    app::{self, Site},
    assets::Assets,
    clock::Clock,
    config::Config,
    forum::{Passwords, SqlForum},
    housekeeping,
    mail::{Postman, Sender, Transport},
    routes::{Proxies, SessionCookie},
    sample::Sample,
    serve,
    store::Store,
};
use tokio::{net::TcpListener, sync::watch};
use tracing_subscriber::EnvFilter;

// Returns the memory of password hashes, pictures and uploads to the system; glibc keeps it in per-thread arenas.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How long shutdown waits for mails that are being sent.
const MAIL_TIMEOUT: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Config::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("palabre-server: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(config: &Config) -> Result<(), Box<dyn Error>> {
    let filter = EnvFilter::try_new(&config.log).map_err(|error| {
        format!("--log (PALABRE_LOG) is not a valid filter: {error}. Try `info` or `debug`.")
    })?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(io::stdout().is_terminal())
        .init();

    let clock = config
        .clock
        .map_or_else(Clock::system, |start| Clock::starting_at(Timestamp(start)));
    // Before anything is written, so that a port in use leaves no database behind.
    let listener = listen(config).await?;
    let mut assets = assets(config)?;
    let transport = match &config.smtp {
        Some(address) => Transport::smtp(address)?,
        None => Transport::Folder(config.mail_folder()),
    };
    let sender: Sender = config
        .mail_from
        .parse()
        .map_err(|error| format!("--mail-from (PALABRE_MAIL_FROM): {error}."))?;
    let store = open(&config.database_file()).await?;
    let releases = config.releases_folder();
    if let Err(error) = assets.add_older_releases(&releases, SystemTime::now()) {
        tracing::warn!(%error, folder = %releases.display(), "pages that are open now cannot load further parts of the app");
    }
    let passwords = Passwords::new()?;
    if config.sample && store.is_empty().await? {
        Sample::embedded()?
            .with_smilies(config.sample_smilies)
            .insert_into(&store, &passwords, clock.now())
            .await?;
        tracing::info!("filled the empty database with the sample forum");
    }
    let name = match &config.site_name {
        Some(name) => name.clone(),
        None => store.site_name().await?.unwrap_or_else(|| "Palabre".into()),
    };
    let engine = Arc::new(
        SqlForum::new(name, store.clone(), passwords, clock.clone())
            .with_limits(config.limits())
            .with_public_url(config.public_url()),
    );
    let app = app::app(Site {
        engine,
        assets,
        cookie: SessionCookie::new(config.is_secure()),
        clock: clock.clone(),
        public_url: config.public_url(),
        trusted_origins: config.trusted_origins(),
        trusted_proxies: Proxies::new(config.trusted_proxies.iter().copied()),
    })
    .map_err(|error| {
        format!(
            "{error}. Write --public-url and --allowed-origins as scheme and host, for instance https://forum.example.org."
        )
    })?;

    let stop = serve::stop_signal()?;
    let (stop_mail, is_stopping) = watch::channel(false);
    let postman = Postman::new(store.clone(), transport, sender, clock.clone());
    let mailing = tokio::spawn(postman.run(is_stopping));
    let sweeping = tokio::spawn(housekeeping::sweep(store.clone(), clock));
    tracing::info!("listening on http://{}", listener.local_addr()?);
    serve::serve(listener, app, stop).await;
    sweeping.abort();
    // Mails that are being sent are completed; the others stay queued in the database.
    let _ = stop_mail.send(true);
    let _ = tokio::time::timeout(MAIL_TIMEOUT, mailing).await;
    store.close().await;
    Ok(())
}

/// The app in --app-dir; by default the embedded one, or `dist` where that folder exists.
fn assets(config: &Config) -> Result<Assets, String> {
    let folder = match &config.app_dir {
        Some(folder) => folder.as_path(),
        #[cfg(feature = "embed-app")]
        None => return Ok(Assets::embedded()),
        #[cfg(not(feature = "embed-app"))]
        None if !Path::new("dist").is_dir() => {
            tracing::warn!(
                "found no app: there is no folder `dist` here, so only the API is served. Build the app with `cargo xtask build`, or set --app-dir"
            );
            return Ok(Assets::none());
        }
        #[cfg(not(feature = "embed-app"))]
        None => Path::new("dist"),
    };
    Assets::load(folder).map_err(|error| {
        format!(
            "cannot read the app in {}: {error}. Build it with `cargo xtask build`, or choose another folder with --app-dir (PALABRE_APP_DIR).",
            folder.display()
        )
    })
}

async fn open(file: &Path) -> Result<Store, String> {
    let failed = |error: &dyn std::fmt::Display| {
        format!(
            "cannot open the database {}: {error}. Check that this user may write to its folder, or choose another file with --database (PALABRE_DATABASE).",
            file.display()
        )
    };
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    }
    Store::open(file).await.map_err(|error| failed(&error))
}

async fn listen(config: &Config) -> Result<TcpListener, String> {
    let address = config.listen;
    TcpListener::bind(address)
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => format!(
                "{address} is already in use. Stop the other program, or choose another port with --listen (PALABRE_LISTEN), for instance --listen 127.0.0.1:{}.",
                address.port().wrapping_add(1)
            ),
            _ => format!("cannot listen on {address}: {error}. Choose another address with --listen (PALABRE_LISTEN)."),
        })
}
