package dev.dispatch.run;

import dev.dispatch.sdk.Http;
import dev.dispatch.sdk.HttpRequest;
import dev.dispatch.sdk.HttpResponse;
import java.util.List;

/** The transport as a module's code sees it: what it does for the code is a part of the program. */
final class GuardedHttp implements Http {

    private final Http http;
    private final CodeCall code;

    GuardedHttp(Http http, CodeCall code) {
        this.http = http;
        this.code = code;
    }

    @Override
    public HttpResponse send(HttpRequest request) {
        return code.inProgram(() -> http.send(request));
    }

    @Override
    public Http withDefaults(String baseUrl, List<HttpRequest.Field> headers) {
        return new GuardedHttp(http.withDefaults(baseUrl, headers), code);
    }
}
