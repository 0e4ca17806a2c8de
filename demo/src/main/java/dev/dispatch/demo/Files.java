package dev.dispatch.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code /files}: takes files and gives them back; keeps the last {@value #MOST} in memory, none on a disk. */
final class Files implements Endpoint {
    static final int MOST = 20;

    private static final int MOST_CHARACTERS = 200;
    private static final String SAFE_TYPE_PUNCTUATION = "!#$&^_.+-/;= \"";

    private final Map<Integer, StoredFile> files = new BoundedMap<>(MOST);
    private int last;

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(3);
        return switch (request.segments().size()) {
            case 1 -> collection(request);
            case 2 -> file(request, known(request));
            default -> content(request, known(request));
        };
    }

    private Reply collection(DemoRequest request) {
        request.allow("GET", "POST");
        if (!request.method().equals("POST")) {
            return Reply.json(200, list());
        }
        List<Multipart.Part> parts = Multipart.read(request);
        Multipart.Part file = only(parts, "file")
                .orElseThrow(() -> Refused.badRequest("a part named file, with a filename, is needed"));
        String name = file.filename().orElseThrow(() -> Refused.badRequest("the part file needs a filename"));
        String title = only(parts, "title").map(Multipart.Part::text).orElse(name);
        checkText("the filename", name);
        checkText("title", title);
        checkMediaType(file.mediaType());
        StoredFile stored = keep(name, file.mediaType(), title, file.content());
        return Reply.json(201, stored.json()).with("Location", request.absolute("/files/" + stored.id()));
    }

    private static Optional<Multipart.Part> only(List<Multipart.Part> parts, String name) {
        List<Multipart.Part> named =
                parts.stream().filter(part -> part.name().equals(name)).toList();
        if (named.size() > 1) {
            throw Refused.badRequest("the part " + name + " came more than once");
        }
        return named.stream().findFirst();
    }

    private static void checkText(String what, String text) {
        if (text.isBlank() || text.length() > MOST_CHARACTERS) {
            throw Refused.badRequest(what + " must have 1 to " + MOST_CHARACTERS + " characters");
        }
    }

    /** It is sent back as a header. */
    private static void checkMediaType(String type) {
        boolean safe = type.chars()
                .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || SAFE_TYPE_PUNCTUATION.indexOf(c) >= 0));
        if (!safe || type.length() > MOST_CHARACTERS || type.indexOf('/') < 1) {
            throw Refused.badRequest("the content type of the part file is not one");
        }
    }

    private synchronized StoredFile keep(String name, String mediaType, String title, byte[] content) {
        StoredFile file = new StoredFile(++last, name, mediaType, title, content);
        files.put(file.id(), file);
        return file;
    }

    private synchronized ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        files.values().forEach(file -> list.add(file.json()));
        return list;
    }

    private synchronized StoredFile known(DemoRequest request) {
        int id = Numbers.parse(request.segment(1), 1, Integer.MAX_VALUE).orElseThrow(Refused::unknown);
        return Optional.ofNullable(files.get(id)).orElseThrow(Refused::unknown);
    }

    private synchronized void remove(StoredFile file) {
        files.remove(file.id());
    }

    private Reply file(DemoRequest request, StoredFile file) {
        request.allow("GET", "DELETE");
        if (request.method().equals("DELETE")) {
            remove(file);
            return Reply.emptyObject(200);
        }
        return Reply.json(200, file.json());
    }

    private static Reply content(DemoRequest request, StoredFile file) {
        if (!request.segment(2).equals("content")) {
            throw Refused.unknown();
        }
        request.allow("GET");
        return Reply.of(200, file.mediaType(), new FixedBody(file.content()))
                .with("Content-Disposition", "attachment")
                .with("X-Content-Type-Options", "nosniff");
    }
}
