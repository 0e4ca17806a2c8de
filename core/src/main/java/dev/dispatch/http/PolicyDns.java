package dev.dispatch.http;

import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import okhttp3.Dns;

/**
 * Resolves names to addresses that the policies allow. The connection goes to what was looked at here, so a name that
 * resolves to something else a moment later gains nothing.
 */
final class PolicyDns implements Dns {

    private final Policies policies;
    private final Dns names;

    PolicyDns(Policies policies, Dns names) {
        this.policies = policies;
        this.names = names;
    }

    /** @throws UnknownHostException also where any of the addresses is forbidden */
    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> addresses = names.lookup(host);
        for (InetAddress address : addresses) {
            Optional<Denial> denial = policies.address(host, address);
            if (denial.isPresent()) {
                throw new DeniedAddressException(denial.get());
            }
        }
        return addresses;
    }
}
