package dev.dispatch.http;

import dev.dispatch.time.Cancellation;
import java.time.InstantSource;
import java.util.List;

/** A whole program that makes one call and ends; run in a virtual machine of its own. */
final class ColdCall {

    private ColdCall() {}

    public static void main(String[] arguments) {
        try (HttpClients clients = new HttpClients()) {
            CookieJar cookies = new CookieJar(InstantSource.system());
            cookies.receive(arguments[0], List.of("sid=1; Path=/"));
            HttpTransport transport =
                    new HttpTransport(clients, HttpSettings.of("dispatch/test"), cookies, InstantSource.system());
            HttpResult result = transport.send(HttpCall.get(arguments[0]), new Heard(), new Cancellation());
            if (!(result instanceof HttpResult.Answered)) {
                throw new AssertionError(result.toString());
            }
        }
    }
}
