package dev.dispatch.archive;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a registry promises about the bytes of a package.
 *
 * @param algorithm as Java names it
 * @param sums any of which is right
 */
record Integrity(String algorithm, List<byte[]> sums) {

    /** The strongest first (W3C Subresource Integrity, section 3.2). */
    private static final List<String> STRONG = List.of("SHA-512", "SHA-384", "SHA-256");

    private static final String WEAK = "SHA-1";

    Integrity {
        sums = List.copyOf(sums);
    }

    /**
     * The strongest promise of a package's metadata; empty where there is none that can be checked.
     *
     * @param integrity in the form of Subresource Integrity; empty for none
     * @param shasum SHA-1 in hexadecimal digits; empty for none
     */
    static Optional<Integrity> of(String integrity, String shasum) {
        List<String> words = List.of(integrity.strip().split("\\s+"));
        for (String algorithm : STRONG) {
            Optional<Integrity> found = of(words, algorithm);
            if (found.isPresent()) {
                return found;
            }
        }
        Optional<Integrity> weak = of(words, WEAK);
        return weak.isPresent() ? weak : ofHex(shasum.strip().toLowerCase(Locale.ROOT));
    }

    private static Optional<Integrity> of(List<String> words, String algorithm) {
        String prefix = algorithm.replace("-", "").toLowerCase(Locale.ROOT) + "-";
        List<byte[]> sums = words.stream()
                .filter(word -> word.startsWith(prefix))
                .map(word -> word.substring(prefix.length()))
                .map(word -> word.indexOf('?') < 0 ? word : word.substring(0, word.indexOf('?')))
                .map(Integrity::decoded)
                .toList();
        // A promise that cannot be read is one that nothing keeps.
        return sums.isEmpty() ? Optional.empty() : Optional.of(new Integrity(algorithm, sums));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Optional<Integrity> ofHex(String digits) {
        boolean hex = digits.length() == 40 && digits.chars().allMatch(HexFormat::isHexDigit);
        return hex ? Optional.of(new Integrity(WEAK, List.of(HexFormat.of().parseHex(digits)))) : Optional.empty();
    }

    /** False for SHA-1, for which somebody can make two packages. */
    boolean isStrong() {
        return !algorithm.equals(WEAK);
    }

    boolean holds(byte[] bytes) {
        byte[] found = Hashing.digest(algorithm).digest(bytes);
        return sums.stream().anyMatch(sum -> MessageDigest.isEqual(sum, found));
    }

    String expected() {
        return shown(sums.getFirst());
    }

    String actual(byte[] bytes) {
        return shown(Hashing.digest(algorithm).digest(bytes));
    }

    private String shown(byte[] sum) {
        return algorithm + " " + HexFormat.of().formatHex(sum);
    }
}
