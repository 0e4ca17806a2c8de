package dev.dispatch.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The blocks of a PEM file (RFC 7468); text around them is passed over. */
final class PemFile {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /**
     * One block.
     *
     * @param label such as {@code CERTIFICATE}
     * @param encrypted whether headers say so, in the old form of OpenSSL
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Block(String label, byte[] bytes, boolean encrypted) {}

    private PemFile() {}

    /** All certificates of a file, at least one. */
    static List<X509Certificate> certificates(String member, String written, byte[] content) throws TlsFaultException {
        List<Block> blocks = blocks(member, written, content);
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks) {
                if (block.label().equals("CERTIFICATE") || block.label().equals("TRUSTED CERTIFICATE")) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
                }
            }
        } catch (CertificateException e) {
            throw new TlsFaultException(
                    member,
                    "The file '" + written + "' holds a certificate that cannot be read, the " + (found.size() + 1)
                            + ". of it");
        }
        if (found.isEmpty()) {
            throw new TlsFaultException(
                    member, "The file '" + written + "' holds no certificate, only " + labels(blocks));
        }
        return found;
    }

    /** All blocks of a file, at least one. */
    static List<Block> blocks(String member, String written, byte[] content) throws TlsFaultException {
        List<Block> blocks = new ArrayList<>();
        String label = null;
        boolean encrypted = false;
        StringBuilder body = new StringBuilder();
        for (String raw : new String(content, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            String line = raw.strip();
            if (label == null) {
                if (line.startsWith(BEGIN) && line.endsWith(DASHES) && line.length() > BEGIN.length() + 5) {
                    label = line.substring(BEGIN.length(), line.length() - DASHES.length());
                    encrypted = false;
                    body.setLength(0);
                }
            } else if (line.startsWith(END)) {
                blocks.add(new Block(label, decoded(member, written, label, body.toString()), encrypted));
                label = null;
            } else if (line.indexOf(':') >= 0) {
                encrypted |= line.startsWith("Proc-Type:") && line.contains("ENCRYPTED");
            } else {
                body.append(line);
            }
        }
        if (blocks.isEmpty()) {
            throw new TlsFaultException(
                    member, "The file '" + written + "' is not PEM: it has no line -----BEGIN ...----- with its end");
        }
        return blocks;
    }

    static String labels(List<Block> blocks) {
        return blocks.stream().map(Block::label).distinct().limit(5).collect(Collectors.joining(", "));
    }

    private static byte[] decoded(String member, String written, String label, String text) throws TlsFaultException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new TlsFaultException(
                    member, "The file '" + written + "' is not PEM: its block " + label + " is not Base64");
        }
    }
}
