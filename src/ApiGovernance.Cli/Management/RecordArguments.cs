using System.CommandLine;
using System.Globalization;
using ApiGovernance.Cli.Completion;
using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Management;

/// <summary>Arguments and options that several commands have, each with what completes it.</summary>
internal static class RecordArguments
{
    public static Argument<string> Name(string collection, string description)
    {
        Argument<string> argument = new("name") { Description = description, HelpName = "name" };
        argument.CompletionSources.Add(context => CatalogNames.Of(collection, context));
        return argument;
    }

    /// <summary>API/VERSION.</summary>
    public static Argument<string> Version()
    {
        Argument<string> argument = new("version") { Description = "API/VERSION, e.g. orders/v2", HelpName = "version" };
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Place(token.Value) is null)
                result.AddError($"'{token.Value}' names no version of an API. Write API/VERSION, e.g. orders/v2.");
        });
        argument.CompletionSources.Add(CatalogNames.Versions);
        return argument;
    }

    public static (string Api, string Version)? Place(string text) =>
        text.Split('/') is [{ Length: > 0 } api, { Length: > 0 } version] ? (api, version) : null;

    public static Argument<string> File(string description) => new("file") { Description = description };

    public static Option<string?> Text(string name, string description, bool required = false) => new(name) { Description = description, Required = required, HelpName = name.TrimStart('-') };

    public static Option<string?> Named(string name, string collection, string description, bool required = false)
    {
        Option<string?> option = Text(name, description, required);
        option.CompletionSources.Add(context => CatalogNames.Of(collection, context));
        return option;
    }

    public static Option<string[]> Several(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    public static Option<string?> OneOf(string name, string description, params string[] words)
    {
        Option<string?> option = Text(name, $"{description}: {string.Join(" | ", words)}");
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    /// <summary>How many days of what gateways reported count.</summary>
    public static Option<int?> Days()
    {
        Option<int?> days = new("--days") { Description = "How far back [default: 92]" };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 3660)
                result.AddError("--days must be a number from 1 to 3660.");
        });
        return days;
    }

    /// <exception cref="CommandRefusal">It is no day.</exception>
    public static DateOnly? Day(string? text, string option) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day
        : throw new CommandRefusal(ExitCodes.Usage, $"{option} `{text}` is no day.", "Write it like 2027-01-31.");
}
