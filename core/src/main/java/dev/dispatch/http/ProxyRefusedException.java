package dev.dispatch.http;

import java.io.IOException;

/** A proxy did not want to pass a call on. */
final class ProxyRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ProxyRefusedException(int status) {
        super("status " + status);
        this.status = status;
    }

    int status() {
        return status;
    }
}
