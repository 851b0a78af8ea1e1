using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Testing;

/// <summary>A web application on a real Kestrel socket: 127.0.0.1 and a port that the system picks.</summary>
public sealed class LoopbackApp : IAsyncDisposable
{
    private readonly WebApplication app;

    private LoopbackApp(WebApplication app)
    {
        this.app = app;
        BaseAddress = new Uri(app.Urls.Single() + "/");
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = BaseAddress };
    }

    /// <summary>Where it listens, e.g. <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>A client whose relative requests go to <see cref="BaseAddress"/>; it follows no redirect.</summary>
    public HttpClient Client { get; }

    /// <summary>The services of the running application.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts an application of nothing but what <paramref name="configure"/> maps.</summary>
    public static Task<LoopbackApp> StartAsync(Action<WebApplication> configure) => StartAsync(_ => { }, configure);

    /// <summary>Starts an application with services of its own.</summary>
    public static async Task<LoopbackApp> StartAsync(Action<IServiceCollection> addServices, Action<WebApplication> configure)
    {
        ArgumentNullException.ThrowIfNull(addServices);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        addServices(builder.Services);
        var app = builder.Build();
        try
        {
            configure(app);
            await app.StartAsync();
            return new LoopbackApp(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
