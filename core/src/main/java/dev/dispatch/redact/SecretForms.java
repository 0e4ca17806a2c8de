package dev.dispatch.redact;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The texts under which one secret is looked for.
 *
 * <p>Escaped forms (percent, form, JSON, HTML, shell) are not among them: there the text is decoded instead, see {@link
 * TextView}, which finds every way of escaping and not only the usual one. Base64 is decoded too ({@link PackedText}), but
 * then all of it must go; where the secret itself was encoded it is found here, and what stands around it stays. Inside a longer base64 text a secret stands in one of three alignments, depending on the
 * bytes before it modulo three. In each the characters whose six bits belong to the secret alone are always the same;
 * the one before and the one after them share bits with their neighbours and go with the match.
 */
final class SecretForms {

    /** The shortest text that is looked for inside others. */
    static final int SHORTEST = 4;

    private SecretForms() {}

    static List<SecretPattern> of(String secret) {
        List<SecretPattern> patterns = new ArrayList<>();
        patterns.add(SecretPattern.whole(secret, SecretForm.PLAIN, secret));
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        addBase64(utf8, secret, patterns);
        addHex(utf8, secret, patterns);
        addUtf16(secret, patterns);
        if (utf8.length != secret.length()) {
            String misread = new String(utf8, StandardCharsets.ISO_8859_1);
            patterns.add(SecretPattern.whole(misread, SecretForm.LATIN_1, secret));
            addLatin1(secret, patterns);
        }
        return patterns;
    }

    private static void addHex(byte[] bytes, String secret, List<SecretPattern> patterns) {
        String lower = HexFormat.of().formatHex(bytes);
        patterns.add(SecretPattern.whole(lower, SecretForm.HEX, secret));
        String upper = lower.toUpperCase(Locale.ROOT);
        if (!upper.equals(lower)) {
            patterns.add(SecretPattern.whole(upper, SecretForm.HEX, secret));
        }
    }

    /** As it reads where each byte is taken for a character; one pattern serves both orders of bytes in plain ASCII. */
    private static void addUtf16(String secret, List<SecretPattern> patterns) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_16LE);
        int end = bytes[bytes.length - 1] == 0 ? bytes.length - 1 : bytes.length;
        String littleEndian = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        patterns.add(SecretPattern.whole(littleEndian, SecretForm.UTF_16, secret));
        String bigEndian = new String(secret.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
        if (!bigEndian.substring(1).equals(littleEndian)) {
            patterns.add(SecretPattern.whole(bigEndian, SecretForm.UTF_16, secret));
        }
    }

    private static void addLatin1(String secret, List<SecretPattern> patterns) {
        try {
            ByteBuffer latin1 = encode(secret, StandardCharsets.ISO_8859_1);
            byte[] bytes = new byte[latin1.remaining()];
            latin1.get(bytes);
            addBase64(bytes, secret, patterns);
        } catch (CharacterCodingException e) {
            // A secret outside Latin-1 has no such form.
            return;
        }
    }

    private static ByteBuffer encode(String text, Charset charset) throws CharacterCodingException {
        return charset.newEncoder().encode(CharBuffer.wrap(text));
    }

    private static void addBase64(byte[] bytes, String secret, List<SecretPattern> patterns) {
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            int firstWhole = (before * 8 + 5) / 6;
            int endOfWhole = shifted.length * 8 / 6;
            if (endOfWhole - firstWhole < SHORTEST) {
                continue;
            }
            boolean sharedBefore = before > 0;
            boolean sharedAfter = shifted.length * 8 % 6 != 0;
            String standard = Base64.getEncoder().encodeToString(shifted).substring(firstWhole, endOfWhole);
            patterns.add(new SecretPattern(standard, sharedBefore, sharedAfter, SecretForm.BASE64, secret));
            String urlSafe = standard.replace('+', '-').replace('/', '_');
            if (!urlSafe.equals(standard)) {
                patterns.add(new SecretPattern(urlSafe, sharedBefore, sharedAfter, SecretForm.BASE64, secret));
            }
        }
    }
}
