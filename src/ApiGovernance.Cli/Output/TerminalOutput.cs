namespace ApiGovernance.Cli.Output;

/// <summary>What standard output and standard error can show.</summary>
internal static class TerminalOutput
{
    // Terminals that take hyperlinks (OSC 8) make themselves known by one of these.
    private static readonly string[] LinkVariables = ["WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM", "FORCE_HYPERLINK"];
    private static readonly string[] LinkPrograms = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"];

    // Those based on VTE (GNOME and others) since 0.50; older ones printed the address.
    private const int LinksSinceVte = 5000;

    public static bool IsTerminal => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public static bool HasColours => IsTerminal && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";

    /// <summary>How wide the terminal is; null where nobody cuts lines.</summary>
    public static int? Columns => IsTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : null;

    public static bool HasLinks => HasColours && (LinkVariables.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } and not "0")
        || LinkPrograms.Contains(Environment.GetEnvironmentVariable("TERM_PROGRAM"), StringComparer.Ordinal)
        || (int.TryParse(Environment.GetEnvironmentVariable("VTE_VERSION"), out int vte) && vte >= LinksSinceVte));

    /// <summary>Somebody is looking at standard error: no file, and no log of a CI server, which would keep every step of a progress bar.</summary>
    public static bool IsWatched => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb" && Environment.GetEnvironmentVariable("CI") is null or "";
}
