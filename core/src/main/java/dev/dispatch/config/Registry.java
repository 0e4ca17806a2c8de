package dev.dispatch.config;

import java.util.Optional;

/**
 * Where modules are installed from. URL and token are always of the same file.
 *
 * @param url checked
 * @param scope of the packages, such as {@code @acme}; of any file, the strongest that has one
 * @param token sent to this URL and to no other
 * @param file that holds URL and token
 */
public record Registry(String url, Optional<String> scope, Optional<String> token, String file) {

    /** Without the token. */
    @Override
    public String toString() {
        return "Registry[url=" + url + ", scope=" + scope + ", file=" + file + "]";
    }
}
