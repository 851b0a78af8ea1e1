using System.CommandLine;

namespace ApiGovernance.Cli.Inputs;

/// <summary>An option whose value is one of a few words; a wrong one is answered with all of them.</summary>
internal static class ChoiceOption
{
    public static Option<string> Create(string name, string byDefault, string description, IReadOnlyList<string> choices)
    {
        Option<string> option = Option(name, byDefault, description, choices);
        option.CompletionSources.Add([.. choices]);
        return option;
    }

    private static Option<string> Option(string name, string byDefault, string description, IReadOnlyList<string> choices) => new(name)
    {
        Description = $"{description}: {string.Join(" | ", choices)}",
        HelpName = name.TrimStart('-'),
        DefaultValueFactory = _ => byDefault,
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (choices.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
                return known;
            result.AddError($"'{text}' is none of {string.Join(", ", choices)}.");
            return byDefault;
        },
    };
}
