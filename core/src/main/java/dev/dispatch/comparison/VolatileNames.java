package dev.dispatch.comparison;

import java.util.Locale;
import java.util.Set;

/** Names of members and headers whose values are other ones in each run. */
public final class VolatileNames {

    private static final Set<String> ANEW = Set.of(
            "date",
            "age",
            "etag",
            "expires",
            "lastmodified",
            "requestid",
            "xrequestid",
            "correlationid",
            "xcorrelationid",
            "traceid",
            "xtraceid",
            "traceparent",
            "tracestate",
            "spanid",
            "cfray",
            "xamzrequestid",
            "xamznrequestid",
            "xamzntraceid",
            "xgithubrequestid",
            "servertiming",
            "xruntime",
            "xresponsetime",
            "nonce",
            "csrf",
            "csrftoken",
            "xsrftoken",
            "sessionid",
            "setcookie",
            "retryafter",
            "ratelimitremaining",
            "ratelimitreset",
            "xratelimitremaining",
            "xratelimitreset",
            "xratelimitused",
            "uptime");

    private static final Set<String> MEASURED =
            Set.of("elapsed", "took", "latency", "responsetime", "durationms", "elapsedms", "waitingms", "tookms");

    private VolatileNames() {}

    /** Whether every answer has another value under this name. */
    public static boolean isAnew(String name) {
        return ANEW.contains(plain(name));
    }

    /** Whether a number under this name is a length of time that was measured. */
    public static boolean isMeasured(String name) {
        return MEASURED.contains(plain(name)) || name.endsWith("Millis") || name.endsWith("_ms");
    }

    /** Whether a number under this name is a point in time. */
    public static boolean isTime(String name) {
        String plain = plain(name);
        return name.endsWith("At")
                || name.endsWith("_at")
                || plain.endsWith("timestamp")
                || plain.endsWith("time")
                || plain.endsWith("date")
                || plain.equals("iat")
                || plain.equals("exp")
                || plain.equals("nbf");
    }

    /** Whether this is the name of an id, or of several. */
    public static boolean isId(String name) {
        return name.endsWith("Ids")
                || name.equalsIgnoreCase("id")
                || name.endsWith("Id")
                || name.endsWith("ID")
                || name.endsWith("_id");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
