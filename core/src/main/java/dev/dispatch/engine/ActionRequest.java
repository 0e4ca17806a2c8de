package dev.dispatch.engine;

import dev.dispatch.plan.GivenInputs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wish to run one action without a job.
 *
 * @param action {@code module.action}
 * @param inputs its payload; texts are typed by the action's schema
 * @param baseUrl of the transport; null for the module's own
 * @param headers sent with every request
 * @param credential for each field the environment variable that holds its value
 */
public record ActionRequest(
        String action,
        GivenInputs inputs,
        @Nullable String baseUrl,
        Map<String, String> headers,
        Map<String, String> credential) {
    public ActionRequest {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        credential = Collections.unmodifiableMap(new LinkedHashMap<>(credential));
    }
}
