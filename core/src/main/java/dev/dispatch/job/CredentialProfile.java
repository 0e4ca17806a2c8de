package dev.dispatch.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A named set of secrets that a job needs.
 *
 * @param fromEnv for each field the environment variable that holds its value
 */
public record CredentialProfile(String name, Map<String, String> fromEnv) {
    public CredentialProfile {
        fromEnv = Collections.unmodifiableMap(new LinkedHashMap<>(fromEnv));
    }
}
