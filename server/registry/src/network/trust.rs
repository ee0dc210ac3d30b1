//! Whom one believes to be who they say: whom the system believes, and whom a person named.

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use std::sync::Arc;

#[derive(Debug)]
pub struct Trust {
    system: rustls_platform_verifier::Verifier,
    /// Who is signed with these.
    signed: Option<Arc<WebPkiServerVerifier>>,
    /// Who shows one of these: Docker's manual has people make one that signs itself.
    shown: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
}

impl Trust {
    pub fn new(
        provider: &Arc<CryptoProvider>,
        named: Vec<CertificateDer<'static>>,
    ) -> Option<Trust> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(named.iter().cloned());
        let signed =
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider));
        Some(Trust {
            system: rustls_platform_verifier::Verifier::new(Arc::clone(provider)).ok()?,
            // Without roots there is none.
            signed: signed.build().ok(),
            shown: named,
            provider: Arc::clone(provider),
        })
    }
}

impl ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        stapled: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self
            .shown
            .iter()
            .any(|known| known.as_ref() == shown.as_ref())
        {
            verify_server_name(&ParsedCertificate::try_from(shown)?, name)?;
            return Ok(ServerCertVerified::assertion());
        }
        let signed = self.signed.as_ref();
        let signed =
            signed.map(|signed| signed.verify_server_cert(shown, between, name, stapled, now));
        match signed {
            Some(Ok(verified)) => Ok(verified),
            _ => self
                .system
                .verify_server_cert(shown, between, name, stapled, now),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, shown, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, shown, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}
