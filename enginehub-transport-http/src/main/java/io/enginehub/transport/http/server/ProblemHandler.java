package io.enginehub.transport.http.server;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Says what no route has said: a request that is no HTTP, a fault of the server. Never with a stack trace. */
final class ProblemHandler extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Replies.write(response, problem(response.getStatus()).answer(), callback, false);
        return true;
    }

    private static Problem problem(int status) {
        return switch (status) {
            // why 501 and 505, too: what was sent is at fault, not this server
            case 400, 501, 505 -> Problem.badRequest("This is not a request of HTTP/1.1 that could be read.");
            case 404 -> new Problem(404, "NO_SUCH_PATH", "There is nothing here.");
            case 408 -> new Problem(408, "TOO_SLOW", "The request took too long to arrive.");
            case 414 -> new Problem(414, "URI_TOO_LONG", "The path with its query is too long.");
            case 431 -> new Problem(431, "HEADERS_TOO_LARGE", "The headers are too large.");
            default ->
                status < 500
                        ? new Problem(status, "BAD_REQUEST", "The request was refused.")
                        : new Problem(status, "INTERNAL", "The server failed; its log says why.");
        };
    }
}
