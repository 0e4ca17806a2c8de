package dev.dispatch.preview;

import dev.dispatch.http.ProxyAddress;
import dev.dispatch.http.TlsSettings;
import dev.dispatch.json.Json;
import dev.dispatch.plan.NetworkPlan;
import dev.dispatch.redact.Redactor;
import tools.jackson.databind.node.ObjectNode;

/** Writes how the calls of a run reach the network, without anything secret. */
final class NetworkDocument {

    private NetworkDocument() {}

    /** Members are left out where nothing is said of them. */
    static ObjectNode of(NetworkPlan network, Redactor redactor) {
        ObjectNode json = Json.object();
        network.tls().ifPresent(tls -> json.set("tls", tls(tls, redactor)));
        if (!network.all().isEmpty()) {
            json.set(
                    "proxies",
                    Json.texts(network.all().stream()
                            .map(ProxyAddress::shown)
                            .map(redactor::text)
                            .toList()));
            json.put("proxiesFrom", network.written() ? "configuration" : "environment");
        }
        return json;
    }

    private static ObjectNode tls(TlsSettings tls, Redactor redactor) {
        ObjectNode json = Json.object();
        TlsSettings.Client client = tls.client();
        if (client != null) {
            json.put(
                    "client",
                    redactor.text(
                            client.chain().getFirst().getSubjectX500Principal().getName()));
        }
        if (!tls.authorities().isEmpty()) {
            json.put("authorities", tls.authorities().size());
        }
        return json.put("insecure", tls.insecure());
    }
}
