package dev.dispatch.http;

import dev.dispatch.json.Json;
import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads certificates and keys of files, each once and not before the policies were asked. Links are followed. */
public final class TlsFiles {

    private static final int MOST_BYTES = 1024 * 1024;

    private final Path folder;
    private final Policies policies;

    /** @param folder where relative names start */
    public TlsFiles(Path folder, Policies policies) {
        this.folder = folder;
        this.policies = policies;
    }

    /**
     * Why a block cannot be used.
     *
     * @param member of the block that is at fault
     * @param message a whole sentence without any secret
     * @param denial null unless a policy forbids it
     */
    public record Fault(
            String member, String message, @Nullable Denial denial) {}

    /** What came of reading. */
    public sealed interface Reading {

        record Read(TlsSettings settings) implements Reading {}

        record Faulty(Fault fault) implements Reading {}
    }

    /** What belongs into a member of the block. */
    public static String expected(String member) {
        return switch (member) {
            case "ca" -> "a PEM file with the certificates that are trusted";
            case "certificate" -> "a PEM file with the client's certificate, then those that vouch for it";
            case "key" -> "a PEM file with the private key of the certificate";
            case "keystore" -> "a PKCS 12 or JKS file with one key and its certificate";
            default -> "the passphrase of the file";
        };
    }

    /** Reads all files that the block names. */
    public Reading read(TlsSource source) {
        try {
            if (source.insecure()) {
                Optional<Denial> denial = policies.insecureTls();
                if (denial.isPresent()) {
                    throw new TlsFaultException("insecure", denial.get().message(), denial.get());
                }
            }
            List<X509Certificate> authorities =
                    source.ca() == null ? List.of() : PemFile.certificates("ca", source.ca(), bytes("ca", source.ca()));
            TlsSettings.Client client = client(source);
            return new Reading.Read(
                    new TlsSettings(authorities, client, source.insecure(), digest(authorities, client, source)));
        } catch (TlsFaultException e) {
            return new Reading.Faulty(e.fault());
        }
    }

    private TlsSettings.@Nullable Client client(TlsSource source) throws TlsFaultException {
        if (source.keystore() != null) {
            return KeystoreFile.client(source, source.keystore(), bytes("keystore", source.keystore()));
        }
        if (source.certificate() == null || source.key() == null) {
            return null;
        }
        List<X509Certificate> chain =
                PemFile.certificates("certificate", source.certificate(), bytes("certificate", source.certificate()));
        return new TlsSettings.Client(
                PemKey.read(
                        source.key(),
                        bytes("key", source.key()),
                        source.keyPassword(),
                        chain.getFirst().getPublicKey()),
                chain);
    }

    private byte[] bytes(String member, String written) throws TlsFaultException {
        Path file;
        try {
            file = folder.resolve(written).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw fault(member, written, "is no name of a file");
        }
        allow(member, file);
        try {
            Path real = file.toRealPath();
            allow(member, real);
            if (!Files.isRegularFile(real) || real.startsWith("/proc") || real.startsWith("/sys")) {
                throw fault(member, written, "is no regular file");
            }
            try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw fault(member, written, "is larger than 1 MiB, which no certificate and no key is");
                }
                return bytes;
            }
        } catch (NoSuchFileException e) {
            throw fault(
                    member,
                    written,
                    "is not there" + (Path.of(written).isAbsolute() ? "" : "; relative names start from " + folder));
        } catch (AccessDeniedException e) {
            throw fault(member, written, "must not be read");
        } catch (IOException e) {
            throw fault(member, written, "cannot be read");
        }
    }

    private void allow(String member, Path file) throws TlsFaultException {
        Optional<Denial> denial = policies.file(file);
        if (denial.isPresent()) {
            throw new TlsFaultException(member, denial.get().message(), denial.get());
        }
    }

    private static TlsFaultException fault(String member, String written, String why) {
        return new TlsFaultException(member, "The file '" + written + "' " + why);
    }

    /** The key is no part of it: it belongs to the certificate. */
    private static String digest(
            List<X509Certificate> authorities, TlsSettings.@Nullable Client client, TlsSource source)
            throws TlsFaultException {
        List<X509Certificate> all = new ArrayList<>(authorities);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((authorities.size() + " " + source.insecure()).getBytes(StandardCharsets.UTF_8));
        if (client != null) {
            all.addAll(client.chain());
        }
        try {
            for (X509Certificate certificate : all) {
                bytes.writeBytes(certificate.getEncoded());
            }
        } catch (CertificateEncodingException e) {
            throw new TlsFaultException(client == null ? "ca" : "certificate", "A certificate cannot be written again");
        }
        return Json.sha256(bytes.toByteArray());
    }
}
