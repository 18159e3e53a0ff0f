package io.enginehub.command;

import io.enginehub.api.PayloadException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions to a process, one at a time, and its answers. For one thread at a time. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_SHOWN = 200;

    private final Command command;
    private final Limits limits;
    private final Child child;
    private long id = -1;

    Conversation(Command command, Limits limits, Child child) {
        this.command = command;
        this.limits = limits;
        this.child = child;
    }

    Child child() {
        return child;
    }

    /**
     * Asks, and waits for the answer. Whatever is thrown, the process is of no use afterwards.
     *
     * @param question the line for the number that it is given: 0, 1, 2, …
     * @param patienceNanos how long to wait
     * @param hearer hears on the calling thread what is said before the answer
     * @return what closes the question: never a note, nor progress
     * @throws CommandException when the process ends, says what is no answer, too much, or nothing in time
     * @throws PayloadException when a line is too long
     * @throws InterruptedException when the thread is interrupted
     */
    Answer ask(LongFunction<byte[]> question, long patienceNanos, Hearer hearer) throws InterruptedException {
        id++;
        long start = System.nanoTime();
        child.write(question.apply(id));
        int lines = 0;
        boolean wasAlive = true;
        while (true) {
            long left = patienceNanos - (System.nanoTime() - start);
            Mailbox.Mail mail = child.mailbox().take(Math.min(left, LOOK_NANOS));
            mail.errors().forEach(hearer::log);
            lines += mail.errors().size();
            // why: what it has started may hold its standard output open for ever
            boolean alive =
                    child.isAlive() || mail.line() != null || !mail.errors().isEmpty();
            if (mail.ended() || !alive && !wasAlive) {
                throw ended(hearer);
            }
            wasAlive = alive;
            if (mail.line() != null) {
                lines++;
                Answer answer = read(mail.line());
                if (isMeant(answer) && !isHeard(answer, hearer)) {
                    return answer;
                }
            }
            if (lines > limits.lines()) {
                throw new CommandException(
                        "'" + command + "' printed more than " + limits.lines() + " lines, and no answer.");
            }
            if (left <= 0) {
                throw new CommandException("'" + command + "' did not answer in time.");
            }
        }
    }

    /** Whether it can be asked, as far as is known: it lives, and what it has said meanwhile was no rubbish. */
    boolean isUsable() throws InterruptedException {
        if (!child.isAlive()) {
            LOG.warn("'{}' ended while there was nothing to do. A new one takes its place.", command);
            return false;
        }
        Mailbox.Mail mail = child.mailbox().take(0);
        mail.errors().forEach(line -> LOG.info("'{}': {}", command, line));
        try {
            if (mail.line() != null) {
                Answer unused = read(mail.line());
            }
            return !mail.ended();
        } catch (CommandException | PayloadException e) {
            LOG.warn("After its answer: {} A new one takes its place.", e.getMessage());
            return false;
        }
    }

    private CommandException ended(Hearer hearer) throws InterruptedException {
        String death = child.death();
        child.mailbox().take(0).errors().forEach(hearer::log);
        return new CommandException(death);
    }

    private Answer read(BoundedLines.Line line) {
        if (line.cut()) {
            throw PayloadException.tooLarge(
                    "'" + command + "' printed a line of more than " + limits.line() + " bytes.");
        }
        try {
            return AnswerReader.read(line.bytes());
        } catch (MalformedAnswerException e) {
            String text = new String(line.bytes(), StandardCharsets.UTF_8);
            String shown = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
            throw new CommandException("'" + command + "' printed what is no answer: " + shown + "\n" + e.getMessage()
                    + " What is for people belongs on standard error.");
        }
    }

    /** Whether an answer is one to the open question; a second one to an earlier question counts for nothing. */
    private boolean isMeant(Answer answer) {
        Long named = answer.id();
        boolean open = answer instanceof Answer.Note || answer instanceof Answer.Progress;
        if (named == null && !open && id > 0) {
            throw new CommandException("'" + command + "' gave an answer without the 'id' of its question.");
        }
        if (named != null && named > id) {
            throw new CommandException("'" + command + "' answered question " + named + ", which was not asked yet.");
        }
        return named == null || named == id;
    }

    private static boolean isHeard(Answer answer, Hearer hearer) {
        if (answer instanceof Answer.Note note) {
            if (note.warning()) {
                hearer.warn(note.text());
            } else {
                hearer.log(note.text());
            }
            return true;
        }
        if (answer instanceof Answer.Progress progress) {
            hearer.progress(progress.fraction());
            return true;
        }
        return false;
    }
}
