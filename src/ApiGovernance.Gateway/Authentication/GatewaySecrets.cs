using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// The secrets that the catalog names and this gateway has. They are read when they are needed, so that one that was renewed counts at once,
/// and never kept.
/// </summary>
internal sealed class GatewaySecrets(GatewayOptions options)
{
    private const int MaxLength = 64 * 1024;

    /// <returns>Null when the gateway has no such secret.</returns>
    public string? Read(string reference)
    {
        // The catalog checks it too; a gateway does not take the catalog's word for what it may read.
        if (!SecretReference.Is(reference))
            return null;
        string name = reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..];
        string? value = reference.StartsWith("env:", StringComparison.Ordinal) ? Environment.GetEnvironmentVariable(name) : ReadFile(name);
        return string.IsNullOrEmpty(value) ? null : value;
    }

    private string? ReadFile(string name)
    {
        if (options.SecretsDirectory is not { } folder)
            return null;
        try
        {
            FileInfo file = new(Path.Combine(folder, name));
            return file is { Exists: true, Length: <= MaxLength } ? File.ReadAllText(file.FullName).TrimEnd('\r', '\n') : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
