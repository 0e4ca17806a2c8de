package dev.dispatch.http;

import dev.dispatch.time.Cancellation;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A transport with what it needs, for tests. */
final class Sending implements AutoCloseable {

    final HttpClients clients = new HttpClients();
    final CookieJar cookies = new CookieJar(InstantSource.system());
    final Heard heard = new Heard();
    final Cancellation cancellation = new Cancellation();
    final HttpTransport transport;

    Sending(UnaryOperator<HttpSettings> settings) {
        transport = new HttpTransport(
                clients, settings.apply(HttpSettings.of("dispatch/test")), cookies, InstantSource.system());
    }

    static Sending to(RawServer server) {
        return new Sending(settings -> settings.baseUrl(server.url()));
    }

    static Sending withHeader(RawServer server, String name, String value) {
        return new Sending(
                settings -> settings.baseUrl(server.url()).defaultHeaders(() -> List.of(new HttpHeader(name, value))));
    }

    HttpResult send(HttpCall call) {
        return transport.send(call, heard, cancellation);
    }

    HttpReply reply(HttpCall call) {
        return switch (send(call)) {
            case HttpResult.Answered answered -> answered.reply();
            case HttpResult.Unanswered unanswered ->
                throw new AssertionError(unanswered.failure().toString());
        };
    }

    HttpFailure failure(HttpCall call) {
        return switch (send(call)) {
            case HttpResult.Answered answered ->
                throw new AssertionError("answered " + answered.reply().status());
            case HttpResult.Unanswered unanswered -> unanswered.failure();
        };
    }

    HttpTransport narrowed(String baseUrl, String name, String value) {
        return transport.withDefaults(Optional.of(baseUrl), () -> List.of(new HttpHeader(name, value)));
    }

    @Override
    public void close() {
        clients.close();
    }
}
