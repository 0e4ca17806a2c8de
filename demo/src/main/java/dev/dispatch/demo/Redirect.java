package dev.dispatch.demo;

import java.net.URI;
import java.net.URISyntaxException;

/** {@code /redirect}: sends the client to {@code to}, which must be on this machine. */
final class Redirect implements Endpoint {

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(1);
        int status = request.query().integer("status", 302, 301, 308);
        if (status > 303 && status < 307) {
            throw Refused.badRequest("status must be 301, 302, 303, 307 or 308");
        }
        String to = request.query().first("to").orElse("/");
        if (!staysHere(to)) {
            throw Refused.badRequest("to must be a path or start with http://127.0.0.1");
        }
        return Reply.empty(status).with("Location", to);
    }

    /**
     * A browser reads two or more slashes, and a slash with a backslash, as the start of another host. The URI parser
     * refuses backslashes and control characters.
     */
    private static boolean staysHere(String to) {
        try {
            URI uri = new URI(to);
            boolean path = to.startsWith("/") && !to.startsWith("//");
            boolean loopback =
                    "http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost()) && uri.getRawUserInfo() == null;
            return path || loopback;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }
}
