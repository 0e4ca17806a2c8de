package dev.dispatch.report;

import dev.dispatch.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The phases of a call in milliseconds, -1 for one that did not happen or is not known. What no phase explains (making
 * the request, waiting for a connection) is {@code blocked}, so that the phases add up to the total as HAR 1.2 wants it.
 *
 * @param total the whole call
 */
record HarTimings(ObjectNode toJson, BigDecimal total) {

    private static final BigDecimal UNKNOWN = BigDecimal.ONE.negate();

    static HarTimings of(JsonNode phases, long durationMs) {
        BigDecimal known = BigDecimal.ZERO;
        for (JsonNode phase : phases) {
            known = known.add(sane(phase));
        }
        BigDecimal rest = BigDecimal.valueOf(Math.max(0, durationMs)).subtract(known);
        ObjectNode json = Json.object();
        json.put("blocked", rest.signum() > 0 ? rest : UNKNOWN);
        json.put("dns", phase(phases, "dns"));
        // Of HAR this contains the handshake, which the record tells apart.
        BigDecimal connect = phase(phases, "connect");
        BigDecimal tls = phase(phases, "tls");
        json.put(
                "connect",
                tls.signum() < 0 ? connect : connect.max(BigDecimal.ZERO).add(tls));
        json.put("ssl", tls);
        json.put("send", phase(phases, "send"));
        json.put("wait", phase(phases, "wait"));
        json.put("receive", phase(phases, "receive"));
        return new HarTimings(json, rest.signum() > 0 ? known.add(rest) : known);
    }

    private static BigDecimal phase(JsonNode phases, String name) {
        JsonNode phase = phases.path(name);
        return phase.isNumber() ? sane(phase) : UNKNOWN;
    }

    /** A record may hold anything. */
    private static BigDecimal sane(JsonNode phase) {
        if (!phase.isNumber()) {
            return BigDecimal.ZERO;
        }
        double value = phase.doubleValue();
        return value >= 0 && value < 1e12 ? phase.decimalValue().setScale(3, RoundingMode.HALF_UP) : BigDecimal.ZERO;
    }
}
