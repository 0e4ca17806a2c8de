package dev.dispatch.redact;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names whose values are secret, the only list of them.
 *
 * <p>A name is compared without its separators, its case and the digits at its end, by how it ends: {@code accessToken},
 * {@code X-Access-Token} and {@code access_token2} are one name, {@code tokenCount}, {@code maxTokens}, {@code secretary}
 * and {@code keyboard} are none. Cursors such as {@code nextPageToken} are not secret: they are no credential, and a
 * record without them could not be followed or replayed. Neither is a bare {@code key}, which names too many things.
 */
public final class SensitiveNames {

    private static final List<String> ENDINGS = List.of(
            "password",
            "passwords",
            "passwd",
            "pwd",
            "passphrase",
            "passcode",
            "passwordhash",
            "passwordconfirm",
            "passwordconfirmation",
            "passwordvalue",
            "secret",
            "secrets",
            "secretvalue",
            "token",
            "tokenvalue",
            "accesstokens",
            "refreshtokens",
            "apitokens",
            "authorization",
            "cookie",
            "cookies",
            "credential",
            "credentials",
            "apikey",
            "apikeys",
            "authkey",
            "accesskey",
            "accountkey",
            "encryptionkey",
            "functionskey",
            "masterkey",
            "privatekey",
            "secretkey",
            "sessionkey",
            "sharedkey",
            "signingkey",
            "subscriptionkey",
            "sessionid",
            "sessid",
            "clientassertion",
            "codeverifier",
            "connectionstring",
            "jwt");

    private static final Set<String> WHOLE = Set.of("bearer", "otp", "pass", "xauth");

    private static final List<String> CURSORS_AND_LIMITS = List.of(
            "nexttoken",
            "pagetoken",
            "paginationtoken",
            "continuationtoken",
            "cursortoken",
            "synctoken",
            "startingtoken",
            "maxtoken",
            "mintoken",
            "pertoken",
            "bostoken",
            "eostoken",
            "padtoken",
            "unktoken",
            "septoken",
            "clstoken",
            "masktoken");

    /** The last two letters of the names and endings: most names end in others, and are passed over by that alone. */
    private static final BitSet LAST_LETTERS = lastLetters();

    private static final Set<String> PARAMETERS = Set.of("sig", "signature", "xamzsignature", "xgoogsignature");

    private static final Set<String> SECRET_WORDS = Set.of(
            "TOKEN",
            "SECRET",
            "SECRETS",
            "PASSWORD",
            "PASSWD",
            "PASSPHRASE",
            "PWD",
            "PASS",
            "APIKEY",
            "CREDENTIAL",
            "CREDENTIALS",
            "COOKIE",
            "JWT",
            "AUTHORIZATION");

    private static final Set<String> SECRET_LAST_WORDS = Set.of("KEY", "AUTH", "PAT");

    private static final Set<String> HARMLESS_LAST_WORDS = Set.of(
            "FILE",
            "PATH",
            "DIR",
            "URL",
            "URI",
            "HOST",
            "ENDPOINT",
            "NAME",
            "TYPE",
            "ID",
            "TTL",
            "EXPIRY",
            "TIMEOUT",
            "SECONDS",
            "LENGTH",
            "COUNT",
            "LIMIT",
            "ALGORITHM",
            "POLICY",
            "ENABLED",
            "ISSUER",
            "AUDIENCE");

    private SensitiveNames() {}

    /** A member of a JSON object, a field of a form. */
    public static boolean member(String name) {
        if (!mayBeSecret(name)) {
            return false;
        }
        String plain = plain(name);
        return WHOLE.contains(plain) || (endsWithAny(plain, ENDINGS) && !endsWithAny(plain, CURSORS_AND_LIMITS));
    }

    /** A header of a request or a response. */
    public static boolean header(String name) {
        return member(name);
    }

    /** A parameter of a query; here signatures are secret too, since whoever has the URL may use it. */
    public static boolean parameter(String name) {
        return member(name) || PARAMETERS.contains(plain(name));
    }

    /**
     * An environment variable: one of its words is a secret's, as in {@code GITHUB_TOKEN} and {@code DB_PASSWORD_PROD},
     * or it ends in {@code KEY}; not {@code TOKEN_URL}, {@code SECRET_NAME}, {@code PUBLIC_KEY}, {@code PWD}.
     */
    public static boolean environment(String name) {
        String upper = withoutDigitsAtEnd(name.toUpperCase(Locale.ROOT));
        if (upper.equals("PWD") || upper.equals("OLDPWD") || upper.endsWith("PUBLIC_KEY")) {
            return false;
        }
        List<String> words = List.of(upper.replace('-', '_').split("_", -1));
        if (HARMLESS_LAST_WORDS.contains(words.getLast())) {
            return false;
        }
        return SECRET_LAST_WORDS.contains(words.getLast())
                || words.stream().anyMatch(SECRET_WORDS::contains)
                || member(upper);
    }

    private static BitSet lastLetters() {
        BitSet pairs = new BitSet();
        for (String name : ENDINGS) {
            addLastLetters(name, pairs);
        }
        for (String name : WHOLE) {
            addLastLetters(name, pairs);
        }
        return pairs;
    }

    private static void addLastLetters(String name, BitSet pairs) {
        pairs.set(pair(name.charAt(name.length() - 2), name.charAt(name.length() - 1)));
    }

    private static int pair(char before, char last) {
        return (before - 'a') * 26 + last - 'a';
    }

    /** False only for a name that ends like none that is secret. */
    private static boolean mayBeSecret(String name) {
        char last = 0;
        for (int i = name.length() - 1; i >= 0; i--) {
            char c = name.charAt(i);
            char letter = c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
            if (letter >= 'a' && letter <= 'z') {
                if (last != 0) {
                    return LAST_LETTERS.get(pair(letter, last));
                }
                last = letter;
            } else if (c >= 128 || (last != 0 && Character.isDigit(c))) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithAny(String plain, List<String> endings) {
        for (String ending : endings) {
            if (plain.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** Letters and digits in lower case. */
    private static String plain(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                out.append(Character.toLowerCase(c));
            }
        }
        return withoutDigitsAtEnd(out.toString());
    }

    private static String withoutDigitsAtEnd(String name) {
        int end = name.length();
        while (end > 0 && (Character.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '_')) {
            end--;
        }
        return name.substring(0, end);
    }
}
