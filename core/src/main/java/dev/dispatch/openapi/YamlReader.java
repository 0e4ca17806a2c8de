package dev.dispatch.openapi;

import dev.dispatch.json.Position;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads documents in YAML; the only class that loads the library for it. */
final class YamlReader {

    private YamlReader() {}

    /**
     * Reads one document. Tags are not obeyed, aliases stand for what they name.
     *
     * @throws DocumentFault where the text is none
     */
    static PlacedTree read(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        YAMLFactory factory = YAMLFactory.builder()
                .loadSettings(LoadSettings.builder()
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .build())
                .streamReadConstraints(DocumentReader.limits())
                .build();
        try (YAMLParser parser = (YAMLParser) factory.createParser(ObjectReadContext.empty(), body)) {
            return new DocumentReader(parser, parser::isCurrentAlias).document();
        } catch (StreamReadException | StreamConstraintsException e) {
            throw new DocumentFault("The document is not YAML: " + words(e), DocumentReader.position(e.getLocation()));
        } catch (YamlEngineException e) {
            throw new DocumentFault("The document is not YAML: " + firstLine(e.getMessage()), new Position(1, 1));
        }
    }

    private static String words(JacksonException e) {
        if (e.getCause() instanceof MarkedYamlEngineException cause && cause.getProblem() != null) {
            String context = cause.getContext() == null ? "" : firstLine(cause.getContext()) + ", ";
            return context + firstLine(cause.getProblem());
        }
        return firstLine(e.getOriginalMessage());
    }

    private static String firstLine(@Nullable String message) {
        return message == null
                ? "it cannot be read"
                : message.lines().findFirst().orElse("it cannot be read");
    }
}
