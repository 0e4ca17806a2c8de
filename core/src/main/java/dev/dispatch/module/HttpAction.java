package dev.dispatch.module;

import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.sdk.StatusRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An action described by one request, as {@code module.json} writes it.
 *
 * @param path below the base URL; each value in it is encoded as one segment
 * @param query an object of values and arrays of them, or one expression that gives it; null for none
 * @param headers the same
 * @param expected the statuses that are no failure
 * @param response where in the body the response stands; null for the whole body
 * @param exports names and where in the body their values stand
 * @param detail one line for people over {@code input} and {@code response}; null for none
 * @param checkResponse whether the response is held against the action's response schema
 */
public record HttpAction(
        String method,
        Template path,
        @Nullable TemplateTree query,
        @Nullable TemplateTree headers,
        Content content,
        List<StatusRange> expected,
        @Nullable JsonPath response,
        Map<String, JsonPath> exports,
        @Nullable Template detail,
        boolean checkResponse) {

    /** What references in a request may begin with. */
    static final Roots REQUEST_ROOTS = Roots.of("input", "credential", "env");

    /** What references in {@code detail} may begin with. */
    static final Roots DETAIL_ROOTS = Roots.of("input", "response");

    /** What the request carries. */
    public sealed interface Content {

        record None() implements Content {}

        record Json(TemplateTree value) implements Content {}

        record Form(TemplateTree fields) implements Content {}

        record Multipart(List<PartTemplate> parts) implements Content {
            public Multipart {
                parts = List.copyOf(parts);
            }
        }

        record Text(Template value) implements Content {}
    }

    public HttpAction {
        expected = List.copyOf(expected);
        exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
    }

    /** Every reference in what is sent. */
    public List<ReferenceUse> references() {
        List<ReferenceUse> uses = new ArrayList<>(path.references());
        uses.addAll(references(query));
        uses.addAll(references(headers));
        uses.addAll(
                switch (content) {
                    case Content.None _ -> List.of();
                    case Content.Json(TemplateTree value) -> value.references();
                    case Content.Form(TemplateTree fields) -> fields.references();
                    case Content.Multipart(List<PartTemplate> parts) ->
                        parts.stream()
                                .flatMap(part -> part.references().stream())
                                .toList();
                    case Content.Text(Template value) -> value.references();
                });
        return uses;
    }

    /** Those of query, headers and form that one expression gives as a whole. */
    public List<TemplateTree> wholeFields() {
        TemplateTree form = content instanceof Content.Form(TemplateTree fields) ? fields : null;
        return Stream.of(query, headers, form)
                .flatMap(Stream::ofNullable)
                .filter(tree -> tree.source().isString())
                .toList();
    }

    private static List<ReferenceUse> references(@Nullable TemplateTree tree) {
        return tree == null ? List.of() : tree.references();
    }
}
