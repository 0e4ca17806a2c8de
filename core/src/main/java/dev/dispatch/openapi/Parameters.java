package dev.dispatch.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes inputs of the parameters of an operation and sends them where they belong. */
final class Parameters {

    private final ParameterReader reader;
    private final InputSchemas schemas;
    private final Fields fields;
    private final Kinds kinds;

    Parameters(References references, InputSchemas schemas, Fields fields) {
        this.reader = new ParameterReader(references);
        this.schemas = schemas;
        this.fields = fields;
        this.kinds = new Kinds(references);
    }

    void write(RequestDraft draft) {
        List<Parameter> all = reader.read(draft);
        Map<String, Parameter> inPath = new LinkedHashMap<>();
        for (String in : List.of("path", "query", "header", "cookie")) {
            for (Parameter parameter : all) {
                if (parameter.in().equals(in)) {
                    switch (in) {
                        case "path" -> inPath.put(parameter.name(), parameter);
                        case "query" -> query(parameter, draft);
                        case "header" -> header(parameter, draft);
                        default -> cookie(parameter, draft);
                    }
                }
            }
            if (in.equals("path")) {
                new PathTemplate(draft, schemas, kinds).write(inPath);
            }
        }
    }

    private void query(Parameter parameter, RequestDraft draft) {
        if (draft.hasQuery(parameter.name())) {
            draft.without(parameter.node().at(), parameter.label(), "the credential sends it");
            return;
        }
        if (parameter.node().says("allowReserved")) {
            draft.without(
                    parameter.node().at(),
                    "allowReserved of " + parameter.label(),
                    "reserved characters are sent encoded");
        }
        if (!parameter.mediaType().isEmpty()) {
            String name = draft.names().take(parameter.name(), "query");
            draft.input(
                    name, schemas.text(parameter.node(), Fields.written(parameter.mediaType())), parameter.required());
            draft.query(parameter.name(), RequestDraft.expression(name, parameter.required()));
            return;
        }
        fields.add(
                new Fields.Field(
                        parameter.name(),
                        "query",
                        parameter.label(),
                        parameter.style(),
                        parameter.explode(),
                        parameter.required(),
                        parameter.schema(),
                        parameter.node()),
                draft,
                draft::query);
    }

    private void header(Parameter parameter, RequestDraft draft) {
        String lower = parameter.name().toLowerCase(Locale.ROOT);
        if (List.of("accept", "content-type", "authorization").contains(lower)) {
            draft.without(
                    parameter.node().at(), parameter.label(), "OpenAPI ignores it: media types and security say it");
            return;
        }
        Kind kind = kinds.of(parameter.schema());
        Optional<String> fault = RequestDraft.isToken(parameter.name())
                ? kind == Kind.OBJECT || kind == Kind.NESTED
                        ? Optional.of("an object has no template for a header")
                        : Optional.empty()
                : Optional.of("this is no name for a header");
        if (fault.isPresent()) {
            draft.cannotSend(parameter.required(), parameter.node().at(), parameter.label(), fault.get());
            return;
        }
        String name = draft.names().take(parameter.name(), "header");
        if (draft.header(parameter.name(), RequestDraft.expression(name, parameter.required()))) {
            boolean written = !parameter.mediaType().isEmpty();
            draft.input(
                    name,
                    written
                            ? schemas.text(parameter.node(), Fields.written(parameter.mediaType()))
                            : schemas.of(parameter.schema(), parameter.node()),
                    parameter.required());
        } else {
            draft.without(
                    parameter.node().at(), parameter.label(), "the credential or another parameter sends this header");
        }
    }

    private void cookie(Parameter parameter, RequestDraft draft) {
        if (!parameter.required()) {
            draft.cannotSend(
                    false,
                    parameter.node().at(),
                    parameter.label(),
                    "cookies are one header, of which no part can be left out");
            return;
        }
        if (!RequestDraft.isToken(parameter.name()) || kinds.of(parameter.schema()) != Kind.SCALAR) {
            draft.cannotSend(
                    true, parameter.node().at(), parameter.label(), "only a single value has a template for a cookie");
            return;
        }
        String name = draft.names().take(parameter.name(), "cookie");
        draft.input(name, schemas.of(parameter.schema(), parameter.node()), true);
        draft.cookie(parameter.name(), RequestDraft.expression(name, true));
    }
}
