using System.CommandLine;
using System.Globalization;
using System.Text;

namespace ApiGovernance.Cli.Completion;

/// <summary>
/// What a shell is answered that asks how a line goes on (<c>[suggest:POSITION] LINE</c>). The library answers for a word alone: it takes
/// <c>--</c> for the end of the options and fails on <c>--option=</c>, which are what people complete, so both are put to it as words.
/// </summary>
internal static class Suggestions
{
    private const string Start = "[suggest:";

    // Spellings that shells have no use for.
    private static readonly string[] Odd = ["/?", "/h", "-?"];

    private static readonly char[] Spaces = [' ', '\t', '\n'];

    /// <summary>Whether a shell asks.</summary>
    public static bool IsQuestion(string[] arguments) => arguments is [{ } first, ..] && first.StartsWith(Start, StringComparison.Ordinal) && first.EndsWith(']');

    public static void Write(RootCommand root, string[] arguments, TextWriter output)
    {
        string line = arguments.Length > 1 ? arguments[1] : "";
        // The line may have lost the spaces at its end, where a new word begins.
        if (int.TryParse(arguments[0].AsSpan(Start.Length, arguments[0].Length - Start.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int position) && position <= 1 << 16)
            line = line.Length > position ? line[..position] : line.PadRight(position);
        foreach (string candidate in Of(root, line))
            output.Write(candidate + "\n");
    }

    private static IEnumerable<string> Of(RootCommand root, string line)
    {
        int start = line.LastIndexOfAny(Spaces) + 1;
        string before = line[..start], word = line[start..];
        Command command = root.Parse(before).CommandResult.Command;
        if (word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal))
            return Fitting(word, OptionsOf(command).SelectMany(option => option.Aliases.Prepend(option.Name)));
        if (word.StartsWith('-'))
        {
            string[] parts = word.Split('=', 2);
            return Fitting(word, Asked(root, $"{before}{parts[0]} {parts[1]}").Select(value => $"{parts[0]}={value}"));
        }

        string[] words = before.Split(Spaces, StringSplitOptions.RemoveEmptyEntries);
        bool isValue = words is [.., { } last] && OptionOf(command, last) is { Arity.MaximumNumberOfValues: > 0 };
        // Options wait for a dash: without one, a shell has files to offer.
        return isValue ? Fitting(word, Asked(root, line))
            : Fitting(word, Asked(root, WithoutLists(command, words) + word)).Where(candidate => !candidate.StartsWith('-'));
    }

    private static IEnumerable<string> Asked(RootCommand root, string line) => root.Parse(line).GetCompletions(line.Length).Select(item => item.InsertText ?? item.Label);

    private static IEnumerable<string> Fitting(string word, IEnumerable<string> candidates) => candidates
        .Where(candidate => candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase) && !Odd.Contains(candidate, StringComparer.Ordinal))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>An option that may be given again takes every word after it, as the library sees it; on a line a new word is none of its values.</summary>
    private static string WithoutLists(Command command, string[] words)
    {
        StringBuilder kept = new();
        for (int i = 0; i < words.Length; i++)
        {
            if (OptionOf(command, words[i]) is { Arity.MaximumNumberOfValues: > 1 })
                i++;
            else
                kept.Append(words[i]).Append(' ');
        }

        return kept.ToString();
    }

    private static Option? OptionOf(Command command, string word) =>
        word.StartsWith('-') ? OptionsOf(command).FirstOrDefault(option => option.Name == word || option.Aliases.Contains(word)) : null;

    /// <summary>Its own, and those of the commands above that hold below them too.</summary>
    private static IEnumerable<Option> OptionsOf(Command command) =>
    [
        .. command.Options.Where(option => !option.Hidden),
        .. command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive),
    ];
}
