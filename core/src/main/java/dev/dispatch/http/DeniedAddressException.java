package dev.dispatch.http;

import dev.dispatch.policy.Denial;
import java.net.UnknownHostException;

/** A host was found, at an address that a policy forbids. */
final class DeniedAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    private final transient Denial denial;

    DeniedAddressException(Denial denial) {
        super(denial.message());
        this.denial = denial;
    }

    Denial denial() {
        return denial;
    }
}
