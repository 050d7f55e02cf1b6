//! Blueprint to rustls: the configurations of both ends, and what each end says it was set up with.

use std::sync::Arc;

use rustls::client::Resumption;
use rustls::server::{
    ResolvesServerCertUsingSni, ServerSessionMemoryCache, StoresServerSessions,
    WebPkiClientVerifier,
};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, ServerConfig};

use crate::base::side::Side;
use crate::base::text::Text;
use crate::lab::blueprint::{Blueprint, Caller, Insists, Listener, Meeting};
use crate::lab::clock::Clock;
use crate::lab::credentials::{Held, Office};
use crate::lab::dice::Dice;
use crate::lab::knobs::CannotWork;
use crate::lab::offer::{Offer, Tls};
use crate::lab::provider::{provider, versions};
use crate::lab::witness::Witness;
use crate::story::evidence::Setup;
use crate::trust::question::Purpose;

/// Sessions a server remembers.
const SESSIONS: usize = 64;

/// The set-ups of both ends. A client that is to resume must keep its configuration; the server's may change from
/// connection to connection, as long as it keeps its memory.
pub struct Peers {
    /// The client's.
    pub client: Arc<ClientConfig>,
    server: ServerConfig,
}

impl Peers {
    /// What `run` asks for, with certificates from `office`.
    ///
    /// # Errors
    /// A certificate cannot be made, or rustls refuses the set-up.
    pub fn new(
        run: &Blueprint,
        office: &Office,
        seed: Option<u64>,
        clock: &Clock,
        witness: &Witness,
    ) -> Result<Self, CannotWork> {
        Ok(Self {
            client: Arc::new(client(run, office, seed, clock, witness)?),
            server: server(run, office, seed, clock, witness)?,
        })
    }

    /// The server's, taking so many bytes of early data.
    pub fn server(&self, early_data: u32) -> Arc<ServerConfig> {
        let mut config = self.server.clone();
        config.max_early_data_size = early_data;
        Arc::new(config)
    }
}

fn client(
    run: &Blueprint,
    office: &Office,
    seed: Option<u64>,
    clock: &Clock,
    witness: &Witness,
) -> Result<ClientConfig, CannotWork> {
    let offer = &run.client.offer;
    let dice = Dice::leaked(Side::Client, seed);
    let provider = provider(Side::Client, offer, dice, witness);
    let config = ClientConfig::builder_with_details(provider, Arc::new(clock.clone()))
        .with_protocol_versions(&versions(offer))?
        .with_root_certificates(office.roots()?);
    let mut config = match &run.client.shows {
        None => config.with_no_client_auth(),
        Some(wanted) => {
            let Held { chain, key } = office.issue(wanted, Purpose::Client)?;
            config.with_client_auth_cert(chain, key)?
        }
    };
    config.alpn_protocols = alpn(offer);
    config.key_log = Arc::new(witness.clone());
    config.resumption = Resumption::in_memory_sessions(SESSIONS);
    config.enable_early_data = true;
    Ok(config)
}

fn server(
    run: &Blueprint,
    office: &Office,
    seed: Option<u64>,
    clock: &Clock,
    witness: &Witness,
) -> Result<ServerConfig, CannotWork> {
    let offer = &run.server.offer;
    let dice = Dice::leaked(Side::Server, seed);
    let provider = provider(Side::Server, offer, dice, witness);
    let config = ServerConfig::builder_with_details(provider.clone(), Arc::new(clock.clone()))
        .with_protocol_versions(&versions(offer))?;
    let config = match run.server.insists {
        Insists::No => config.with_no_client_auth(),
        Insists::OnCertificate => {
            let roots = Arc::new(office.roots()?);
            let verifier = WebPkiClientVerifier::builder_with_provider(roots, provider.clone())
                .build()
                .map_err(|error| rustls::Error::General(error.to_string()))?;
            config.with_client_cert_verifier(verifier)
        }
    };
    let mut config = match run.server.shows.as_slice() {
        [only] => {
            let Held { chain, key } = office.issue(only, Purpose::Server)?;
            config.with_single_cert(chain, key)?
        }
        several => {
            let mut resolver = ResolvesServerCertUsingSni::new();
            for wanted in several {
                let Held { chain, key } = office.issue(wanted, Purpose::Server)?;
                let certified = CertifiedKey::from_der(chain, key, &provider)?;
                resolver.add(&wanted.name, certified)?;
            }
            config.with_cert_resolver(Arc::new(resolver))
        }
    };
    config.alpn_protocols = alpn(offer);
    config.key_log = Arc::new(witness.clone());
    let memory: Arc<dyn StoresServerSessions> = ServerSessionMemoryCache::new(SESSIONS);
    config.session_storage = memory;
    Ok(config)
}

fn alpn(offer: &Offer) -> Vec<Vec<u8>> {
    offer
        .alpn
        .iter()
        .map(|name| name.as_bytes().to_vec())
        .collect()
}

/// What each end is set up with in `meeting`, client first. `roots` are the subjects of the roots that are trusted.
pub fn setups(run: &Blueprint, meeting: &Meeting, roots: &[String]) -> Vec<Setup> {
    let client = match &meeting.caller {
        Caller::OverTls { name, .. } => Setup {
            names: vec![name.clone().into_owned()],
            trusts: roots.to_vec(),
            certificate: run.client.shows.is_some(),
            wants_certificate: true,
            ..speaking(Side::Client, &run.client.offer)
        },
        Caller::Repeats { .. } => mute(
            Side::Client,
            Text::new("TLS it overheard, without a key", "엿들은 TLS, 키 없음"),
        ),
        Caller::PlainHttp { .. } => {
            mute(Side::Client, Text::new("HTTP without TLS", "TLS 없는 HTTP"))
        }
    };
    let server = match meeting.listener {
        Listener::OverTls { .. } => Setup {
            names: run
                .server
                .shows
                .iter()
                .map(|shown| shown.name.clone().into_owned())
                .collect(),
            trusts: match run.server.insists {
                Insists::No => Vec::new(),
                Insists::OnCertificate => roots.to_vec(),
            },
            certificate: !run.server.shows.is_empty(),
            wants_certificate: run.server.insists == Insists::OnCertificate,
            ..speaking(Side::Server, &run.server.offer)
        },
        Listener::Silent => mute(Side::Server, Text::new("nothing: silent", "없음 (침묵)")),
        Listener::Nobody => mute(
            Side::Server,
            Text::new("nothing: nobody listens", "없음 (듣는 프로그램이 없음)"),
        ),
    };
    vec![client, server]
}

fn speaking(side: Side, offer: &Offer) -> Setup {
    let usable = |tls: &&Tls| offer.suites.iter().any(|suite| suite.tls == **tls);
    Setup {
        versions: offer
            .versions
            .iter()
            .filter(usable)
            .map(|tls| tls.code())
            .collect(),
        suites: offer.usable_suites().map(|suite| suite.code).collect(),
        groups: offer.groups.iter().map(|group| group.code()).collect(),
        alpn: offer
            .alpn
            .iter()
            .map(|name| name.clone().into_owned())
            .collect(),
        ..mute(side, Text::same("TLS"))
    }
}

fn mute(side: Side, speaks: Text) -> Setup {
    Setup {
        side,
        versions: Vec::new(),
        suites: Vec::new(),
        groups: Vec::new(),
        alpn: Vec::new(),
        names: Vec::new(),
        trusts: Vec::new(),
        certificate: false,
        key: "",
        wants_certificate: false,
        speaks,
    }
}
