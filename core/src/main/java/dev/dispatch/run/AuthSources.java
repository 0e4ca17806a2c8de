package dev.dispatch.run;

import dev.dispatch.auth.AuthForm;
import dev.dispatch.auth.AuthType;
import dev.dispatch.auth.AuthValue;
import dev.dispatch.auth.HttpAuth;
import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.http.AuthSource;
import dev.dispatch.http.AuthTokens;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.sdk.ActionException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** How the requests of one run prove who sends them: every place that may say so, with the tokens that all share. */
public final class AuthSources {

    private static final String WHEN =
            "a value when the request is sent; a request that goes before there is one has \"auth\": \"none\", or a"
                    + " reference that ends in '?' lets such requests go without";

    private final Function<TemplateTree, Evaluated> evaluation;
    private final AuthTokens tokens;

    AuthSources(Function<TemplateTree, Evaluated> evaluation, AuthTokens tokens) {
        this.evaluation = evaluation;
        this.tokens = tokens;
    }

    /** What the job writes, evaluated anew for each request. */
    AuthSource ofJob(TemplateTree written) {
        return source(written.source(), () -> switch (evaluation.apply(written)) {
            case Evaluated.Value(JsonNode value, var _) -> value(written.source(), value, AuthSources::unusable);
            case Evaluated.LeftOut _ -> new HttpAuth.None();
            case Evaluated.Failed(List<Issue> issues) -> throw absent(issues);
        });
    }

    /**
     * What a module writes, evaluated anew for each request.
     *
     * @param seen knows {@code env} and the {@code credential} of the step
     */
    AuthSource ofModule(LoadedModule module, TemplateTree written, Function<TemplateTree, Evaluated> seen) {
        String who = "Module '" + module.name() + "': ";
        return source(written.source(), () -> switch (seen.apply(written)) {
            case Evaluated.Value(JsonNode value, var _) ->
                value(written.source(), value, message -> badInput(who + message));
            case Evaluated.LeftOut _ -> new HttpAuth.None();
            case Evaluated.Failed(List<Issue> issues) ->
                throw badInput(who + issues.getFirst().message());
        });
    }

    /** What a file of configuration says. */
    AuthSource ofConfig(HttpAuth auth) {
        Optional<String> name =
                auth instanceof HttpAuth.ApiKey key && !key.inQuery() ? Optional.of(key.name()) : Optional.empty();
        return AuthSource.of(AuthType.of(auth), name, () -> auth, tokens);
    }

    /**
     * What a request says itself.
     *
     * @throws ActionException of kind {@code BAD_INPUT} where it cannot be used
     */
    public AuthSource ofRequest(JsonNode given) {
        return switch (AuthValue.of(given)) {
            case AuthValue.Unusable(String message) -> throw badInput(message);
            case AuthValue.Usable(HttpAuth auth) -> source(given, () -> auth);
        };
    }

    private AuthSource source(JsonNode written, Supplier<HttpAuth> value) {
        AuthType type = AuthForm.typeOf(written).orElse(AuthType.NONE);
        Optional<String> name = written.path("in").asString("").equals("query")
                ? Optional.empty()
                : written.path("name").stringValueOpt().filter(text -> !text.contains("${"));
        return AuthSource.of(type, name, value, tokens);
    }

    /** A member that its expression leaves out means: not now. */
    private static HttpAuth value(JsonNode written, JsonNode value, Function<String, RuntimeException> fault) {
        for (String name : AuthForm.typeOf(written).orElse(AuthType.NONE).required()) {
            if (!value.has(name)) {
                return new HttpAuth.None();
            }
        }
        return switch (AuthValue.of(value)) {
            case AuthValue.Usable(HttpAuth auth) -> auth;
            case AuthValue.Unusable(String message) -> throw fault.apply(message);
        };
    }

    private static RuntimeException absent(List<Issue> issues) {
        List<Issue> hinted = issues.stream().map(issue -> issue.expected(WHEN)).toList();
        return Problem.of(ProblemCode.USAGE_ERROR, StepFailure.of(hinted).message(), hinted)
                .exception();
    }

    private static RuntimeException unusable(String message) {
        return badInput("http." + message);
    }

    private static ActionException badInput(String message) {
        return new ActionException(ActionException.Kind.BAD_INPUT, "INVALID_HTTP_CONFIG", message, null);
    }
}
