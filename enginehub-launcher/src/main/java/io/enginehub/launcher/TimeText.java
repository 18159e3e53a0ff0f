package io.enginehub.launcher;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as people write them. */
final class TimeText {
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})\\s*([smhd])");

    private TimeText() {}

    /**
     * Reads so long ago ({@code 2h}, {@code PT2H}), a day or a time of now's zone ({@code 2026-11-28 17:30}), or one with its
     * zone ({@code 2026-11-28T16:30:00Z}).
     *
     * @throws BadInputException when it is none of them, with what is allowed
     */
    static Instant parse(String option, String text, ZonedDateTime now) {
        Instant instant = now.toInstant();
        String plain = text.strip();
        Matcher ago = AGO.matcher(plain.toLowerCase(Locale.ROOT));
        if (ago.matches()) {
            return instant.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        String iso = plain.replace(' ', 'T');
        List<Function<String, Instant>> forms = List.of(
                Instant::parse,
                time -> LocalDateTime.parse(time).atZone(now.getZone()).toInstant(),
                day -> LocalDate.parse(day).atStartOfDay(now.getZone()).toInstant(),
                length -> instant.minus(Duration.parse(length)));
        return forms.stream()
                .flatMap(form -> tried(form, iso).stream())
                .findFirst()
                .orElseThrow(() -> new BadInputException(option + " " + text
                        + ": write how long ago, such as 30m, 2h or 7d, or a time: 2026-11-28, 2026-11-28T17:30 or"
                        + " 2026-11-28T16:30:00Z"));
    }

    private static Optional<Instant> tried(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }
}
