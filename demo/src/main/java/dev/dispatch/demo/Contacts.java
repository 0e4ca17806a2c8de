package dev.dispatch.demo;

import tools.jackson.databind.node.ObjectNode;

/** {@code /contacts}: contacts that are kept, each with an e-mail address of its own. */
final class Contacts implements Endpoint {
    private static final int MOST_CHARACTERS = 200;

    private final ContactBook book = new ContactBook();

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(2);
        return request.segments().size() == 1 ? collection(request) : contact(request);
    }

    private Reply collection(DemoRequest request) {
        request.allow("GET", "POST");
        if (!request.method().equals("POST")) {
            return new Selection(request).reply(book.list());
        }
        ObjectNode sent = read(request);
        new Members(sent).text("email", MOST_CHARACTERS);
        new Members(sent).text("name", MOST_CHARACTERS);
        ObjectNode contact = book.add(sent).orElseThrow(Contacts::taken);
        return Reply.json(201, contact)
                .with(
                        "Location",
                        request.absolute("/contacts/" + contact.path("id").intValue()));
    }

    private Reply contact(DemoRequest request) {
        request.allow("GET", "PATCH", "DELETE");
        int id = Numbers.parse(request.segment(1), 1, Integer.MAX_VALUE).orElseThrow(Refused::unknown);
        return switch (request.method()) {
            case "PATCH" -> Reply.json(200, book.change(id, read(request)).orElseThrow(Contacts::taken));
            case "DELETE" -> Reply.emptyObject(book.delete(id) ? 200 : 404);
            default -> Reply.json(200, book.find(id).orElseThrow(Refused::unknown));
        };
    }

    private static ObjectNode read(DemoRequest request) {
        Members sent = new Members(request.object()).only("email", "name", "company");
        sent.optionalText("name", MOST_CHARACTERS);
        sent.optionalText("company", MOST_CHARACTERS);
        if (sent.optionalText("email", MOST_CHARACTERS)
                .filter(email -> email.indexOf('@') < 1)
                .isPresent()) {
            throw Refused.badRequest("email must be an e-mail address");
        }
        return sent.object();
    }

    private static Refused taken() {
        return new Refused(Reply.error(409, "another contact has this e-mail address"));
    }
}
