using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Management;

/// <summary>Asks before something is done that cannot be undone.</summary>
internal static class Confirmation
{
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <exception cref="CommandRefusal">Nobody can be asked.</exception>
    public static void Require(bool isAgreed, string question)
    {
        if (isAgreed)
            return;
        if (!CanAsk)
            throw new CommandRefusal(ExitCodes.Usage, "Nobody is there to be asked whether this is meant.", "Give --yes when it is.");
        if (!Ask(question))
            throw new CommandRefusal(ExitCodes.Findings, "Not done.", "Answer `yes`, or give --yes.");
    }

    public static bool Ask(string question)
    {
        Console.Error.Write($"{question} Only `yes` is taken for it: ");
        return Console.In.ReadLine()?.Trim() == "yes";
    }
}
