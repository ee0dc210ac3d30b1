//! TLS under ureq's requests.

use super::certificates;
use super::trust::Trust;
use rustls::crypto::ring;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::sync::Arc;
use ureq::Error;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, Transport,
    TransportAdapter,
};

pub struct Tls(Arc<ClientConfig>);

impl Tls {
    /// `folder` holds what a person trusts and shows besides, for the one host that this is for.
    pub fn new(folder: Option<&Path>) -> Option<Tls> {
        let provider = Arc::new(ring::default_provider());
        let trusted = folder.map(certificates::trusted).unwrap_or_default();
        let trust = Trust::new(&provider, trusted)?;
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .ok()?
            // Not dangerous: it trusts whom the system trusts, and whom a person named.
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(trust));
        let config = match folder.and_then(certificates::own) {
            Some((chain, key)) => config.with_client_auth_cert(chain, key).ok()?,
            None => config.with_no_client_auth(),
        };
        Some(Tls(Arc::new(config)))
    }
}

impl<In: Transport> Connector<In> for Tls {
    type Out = Either<In, Encrypted<In>>;

    fn connect(
        &self,
        details: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, Error> {
        let Some(transport) = chained else {
            return Ok(None);
        };
        if !details.needs_tls() || transport.is_tls() {
            return Ok(Some(Either::A(transport)));
        }
        let host = details.uri.host().unwrap_or_default();
        let host = host
            .trim_start_matches('[')
            .trim_end_matches(']')
            .to_owned();
        let name = ServerName::try_from(host).map_err(|_| Error::Tls("no name of a server"))?;
        let connection = ClientConnection::new(Arc::clone(&self.0), name);
        let mut connection = connection.map_err(io::Error::other)?;
        let mut transport = TransportAdapter::new(transport, Arc::clone(&details.current_time));
        transport.set_timeout(details.timeout);
        connection
            .complete_io(&mut transport)
            .map_err(of_greeting)?;
        let config = details.config;
        Ok(Some(Either::B(Encrypted {
            buffers: LazyBuffers::new(config.input_buffer_size(), config.output_buffer_size()),
            stream: StreamOwned::new(connection, transport),
        })))
    }
}

pub const NO_TLS: &str = "what answers speaks no TLS";

/// Who answers in another tongue, or hangs up on a greeting, speaks no TLS; who shows a certificate
/// that nobody trusts, or takes too long, may well do.
fn of_greeting(error: io::Error) -> Error {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
    let is_other_tongue = matches!(inner, Some(rustls::Error::InvalidMessage(_)));
    let hangs_up = matches!(
        error.kind(),
        ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe
    );
    match is_other_tongue || hangs_up {
        true => Error::Tls(NO_TLS),
        false => Error::Io(error),
    }
}

pub struct Encrypted<In: Transport> {
    buffers: LazyBuffers,
    stream: StreamOwned<ClientConnection, TransportAdapter<In>>,
}

impl<In: Transport> Transport for Encrypted<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.stream.get_mut().set_timeout(timeout);
        let output = self.buffers.output().get(..amount).unwrap_or_default();
        Ok(self.stream.write_all(output)?)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.stream.get_mut().set_timeout(timeout);
        let amount = self.stream.read(self.buffers.input_append_buf())?;
        self.buffers.input_appended(amount);
        Ok(amount > 0)
    }

    fn is_open(&mut self) -> bool {
        self.stream.get_mut().get_mut().is_open()
    }

    fn is_tls(&self) -> bool {
        true
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("Tls")
    }
}

impl<In: Transport> fmt::Debug for Encrypted<In> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("Encrypted")
    }
}
