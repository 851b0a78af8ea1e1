using System.Text.RegularExpressions;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>
/// Names a secret that gateways have; the catalog never has one. Only what was put there for this purpose can be named: who may write a
/// descriptor must not be able to send a gateway's other secrets anywhere.
/// </summary>
public static partial class SecretReference
{
    /// <summary>What the names of environment variables begin with.</summary>
    public const string VariablePrefix = "APIGOV_SECRET_";

    public static bool Is(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Variable().IsMatch(value) || (File().IsMatch(value) && !value.Contains("..", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^env:APIGOV_SECRET_[A-Z0-9_]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^file:[A-Za-z0-9][A-Za-z0-9._-]{0,100}(/[A-Za-z0-9][A-Za-z0-9._-]{0,100}){0,5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex File();
}
