using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Hosting;

/// <summary>
/// A data folder belongs to one process: two control planes on one store would publish over each other. The operating system lets go
/// of the lock when the process ends, however it ends.
/// </summary>
internal static class DataLock
{
    public const string FileName = ".lock";

    /// <exception cref="CommandRefusal">Another process has the folder.</exception>
    public static FileStream Take(string directory)
    {
        string path = Path.Combine(directory, FileName);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new CommandRefusal(
                ExitCodes.CannotStart,
                $"The data folder {Path.GetFullPath(directory)} is in use by another apigov process.",
                "Stop that process, or give this one a folder of its own with --data DIR.");
        }
    }
}
