package dev.dispatch.plan;

import dev.dispatch.http.ProxyAddress;
import dev.dispatch.http.ProxyRules;
import dev.dispatch.http.TlsSettings;
import java.util.List;
import java.util.Optional;

/**
 * How a run reaches the network, where anything is said of it.
 *
 * @param tls of the job, for the base URL's origin
 * @param proxies for all calls; empty for none
 * @param written whether job or configuration say so, and not the environment of this machine
 */
public record NetworkPlan(Optional<TlsSettings> tls, Optional<ProxyRules> proxies, boolean written) {

    /** Every proxy that may be used. */
    public List<ProxyAddress> all() {
        return proxies.map(ProxyRules::proxies).orElseGet(List::of);
    }
}
