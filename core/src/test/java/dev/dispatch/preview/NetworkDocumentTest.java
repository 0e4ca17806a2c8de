package dev.dispatch.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.http.ProxyRules;
import dev.dispatch.http.TlsSettings;
import dev.dispatch.json.Json;
import dev.dispatch.plan.NetworkPlan;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkDocumentTest {

    @Test
    void aPlanNamesTheProxiesWithoutTheirLogins() {
        ProxyRules rules =
                ProxyRules.of(Map.of("HTTP_PROXY", "http://ann:secret@p:1", "https_proxy", "http://ann:secret@q:2"));
        NetworkPlan network =
                new NetworkPlan(Optional.of(new TlsSettings(List.of(), null, true, "")), Optional.of(rules), false);
        assertThat(NetworkDocument.of(network, new Redactor(new Secrets())))
                .isEqualTo(Json.parse("{\"tls\":{\"insecure\":true},\"proxies\":[\"p:1\",\"q:2\"],"
                        + "\"proxiesFrom\":\"environment\"}"));
    }

    @Test
    void whereNothingIsSaidNothingIsShown() {
        NetworkPlan network = new NetworkPlan(Optional.empty(), Optional.of(ProxyRules.none()), true);
        assertThat(NetworkDocument.of(network, new Redactor(new Secrets()))).isEmpty();
    }
}
