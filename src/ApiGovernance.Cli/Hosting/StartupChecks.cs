using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Hosting;

/// <summary>What must hold before anything is opened; each refusal says how to mend it.</summary>
internal static class StartupChecks
{
    /// <exception cref="CommandRefusal"/>
    public static void Run(ServeOptions options)
    {
        foreach ((Uri url, string option) in new[] { (options.GatewayUrl, "--gateway"), (options.ControlPlaneUrl, "--control-plane") })
        {
            if (url.Scheme is not ("http" or "https"))
                throw new CommandRefusal(ExitCodes.Usage, $"{option} {url} is not an http or https address.", $"Give {option} http://127.0.0.1:PORT.");
        }

        if (options.Role == ServeRole.Gateway && options.ControlPlaneUrl.Port == 0)
        {
            throw new CommandRefusal(
                ExitCodes.Usage,
                $"--control-plane {options.ControlPlaneUrl} is where this gateway would look for its control plane, and nobody listens on port 0.",
                "Give the address that the control plane's banner tells.");
        }

        options.Callers.Check(options);
        if (options.RunsControlPlane && options.AdminToken is null && !options.HasAccessPolicy && !HostBuilding.IsLoopback(options.ControlPlaneUrl))
        {
            throw new CommandRefusal(
                ExitCodes.Usage,
                $"The control plane would listen on {options.ControlPlaneUrl.Authority}, beyond this machine, with no token asked of its callers.",
                $"Say who may do what in policies/access/access.yaml, or set {CatalogConnection.AdminTokenVariable} to a long random value, or listen on 127.0.0.1.");
        }

        if (options.RunsControlPlane && options.AdminToken is { Length: < 32 })
        {
            throw new CommandRefusal(
                ExitCodes.Usage,
                $"{CatalogConnection.AdminTokenVariable} has {options.AdminToken.Length} characters; at least 32 are needed.",
                "Make one with: openssl rand -base64 32");
        }

        if (options.RunsAuthority && options.ControlPlaneUrl.Scheme == "http" && !HostBuilding.IsLoopback(options.ControlPlaneUrl))
        {
            throw new CommandRefusal(
                ExitCodes.Usage,
                "The embedded token authority speaks plain HTTP only on a loopback address.",
                "Use --no-embedded-authority and name your issuers in policies/traffic/issuers.yaml, or listen on 127.0.0.1.");
        }

        if (options is { RunsAuthority: true, DevelopmentSecrets: false, RunsControlPlane: false })
        {
            throw new CommandRefusal(
                ExitCodes.Usage,
                "An authority without the control plane does not know the consumers' keys, and without development secrets there are no others: nobody would get a token.",
                "Leave out --no-development-secrets, or run the authority with the control plane (--role control-plane or all).");
        }

        if (options.Role is not ServeRole.Gateway)
        {
            MustExist(options.CatalogDirectory, "--catalog", ExitCodes.DocumentUnreadable);
            MustExist(options.PoliciesDirectory, "--policies", ExitCodes.PolicyUnreadable);
        }

        MustBeWritable(options.DataDirectory);
    }

    private static void MustExist(string directory, string option, int exitCode)
    {
        if (!Directory.Exists(directory))
            throw new CommandRefusal(exitCode, $"There is no folder {Path.GetFullPath(directory)}.", $"Give the folder with {option} DIR.");
    }

    private static void MustBeWritable(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            string probe = Path.Combine(directory, ".write-probe");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(
                ExitCodes.CannotStart,
                $"The data folder {Path.GetFullPath(directory)} cannot be written: {error.Message}",
                "Give a folder that this user may write with --data DIR.");
        }
    }
}
