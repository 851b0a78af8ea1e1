namespace ApiGovernance.EndToEnd.Tests.Packaging;

/// <summary><c>dotnet pack</c> and <c>dotnet publish</c> write the same files below <c>obj</c>, so of one project only one runs at a time.</summary>
internal static class ProjectFiles
{
    private static readonly SemaphoreSlim Free = new(1);

    public static async Task<T> UseAsync<T>(Func<Task<T>> command)
    {
        await Free.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await command();
        }
        finally
        {
            Free.Release();
        }
    }
}
