using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Campaigns;
using Parley.Server.Content;
using Parley.Server.Delivery;
using Parley.Server.Endpoints.Doors;
using Parley.Server.Endpoints.Graph;
using Parley.Server.Endpoints.V1;
using Parley.Server.Findings;
using Parley.Server.Media;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Content;

namespace Parley.Server.Hosting;

/// <summary>The only composition root: settings in, a server ready to start out.</summary>
public static class ParleyHost
{
    /// <summary>Opens the store and builds a server that has not started to listen.</summary>
    /// <param name="options">Every setting.</param>
    /// <exception cref="OptionsException">Settings are wrong; the message lists all of them.</exception>
    /// <exception cref="Storage.StoreException">
    /// The store cannot be opened; the message says why and what to do.
    /// </exception>
    public static WebApplication Build(ServerOptions options) => Build(options, static _ => { });

    /// <summary>
    /// The same with services of the host's own, as an <see cref="IContentReview"/> in place of ours.
    /// </summary>
    /// <param name="options">Every setting.</param>
    /// <param name="add">Adds them; what is there already is not added again.</param>
    /// <exception cref="OptionsException">Settings are wrong; the message lists all of them.</exception>
    /// <exception cref="Storage.StoreException">
    /// The store cannot be opened; the message says why and what to do.
    /// </exception>
    public static WebApplication Build(ServerOptions options, Action<IServiceCollection> add)
    {
        var faults = OptionFaults.Of(options);
        if (!faults.IsEmpty) throw new OptionsException(faults);

        var store = StoreFactory.Open(options.Store, new StoreOptions { Shards = options.Shards });
        try
        {
            return Build(options, store, add);
        }
        catch
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    private static WebApplication Build(ServerOptions options, IStore store, Action<IServiceCollection> add)
    {
        // The empty builder reads no files and no environment: ServerOptions is all there is, and the start is quick.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Parley" });
        Listen(builder, options);
        Log(builder.Logging);
        add(builder.Services);
        AddServices(builder.Services, options, store);

        var app = builder.Build();
        Answer(app);
        var content = app.Services.GetRequiredService<ContentDesk>();
        app.Lifetime.ApplicationStarted.Register(() => Task.Run(content.Warm));
        return app;
    }

    private static void Listen(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.WebHost.UseKestrelCore().UseUrls([.. options.EachUrl]);
        if (options.ServesHttps) ShowWhoWeAre(builder, HttpsIdentity.Read(options.Tls));
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = GraphParameters.MostBodyBytes;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
    }

    private static void ShowWhoWeAre(WebApplicationBuilder builder, HttpsIdentity identity)
    {
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ServerCertificate = identity.Leaf;
            https.ServerCertificateChain = identity.Chain;
        }));
    }

    private static void Log(ILoggingBuilder logging)
    {
        // Standard output belongs to the command line; the log is quiet unless something is wrong.
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Parley", LogLevel.Information);

        // A start that fails is thrown at the caller, who says it in one line; the host would print the whole stack.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }

    private static void AddServices(IServiceCollection services, ServerOptions options, IStore store)
    {
        services.AddSingleton(options);
        services.AddEngine(store, options);
        services.AddMedia();
        services.AddDeliveries();
        services.AddCampaigns();
        services.AddFindings();
        services.AddRoutingCore();
        services.AddSingleton(new OperatorKey(options.OperatorKey));
        services.AddSingleton<Health>();
        services.AddSingleton<ParleyDoor>();
        services.AddSingleton<IDoor, ContactTermsPage>();
        services.AddSingleton<IDoor, AccountLinkDoor>();
        GraphServices.AddGraph(services, options);
        ParleyApi.Add(services);
    }

    private static void Answer(WebApplication app)
    {
        var parley = app.Services.GetRequiredService<ParleyDoor>();
        var media = app.Services.GetRequiredService<MediaDoor>();
        var graph = app.Services.GetRequiredService<GraphDispatcher>();
        IDoor[] doors = [.. app.Services.GetServices<IDoor>()];
        app.Use(next => context => Open(context, next));
        app.UseRouting();
        ParleyApi.Map(app);

        Task Open(HttpContext context, RequestDelegate next)
        {
            var request = context.Request;
            if (request.Path.StartsWithSegments(ParleyDoor.Prefix, StringComparison.Ordinal))
                return MediaDoor.Answers(request) ? media.Answer(context) : parley.Enter(context, next);
            if (IsBrowserAtTheDoor(request)) return ShowTheWay(context.Response);
            foreach (var door in doors)
            {
                if (door.Answers(request)) return door.Answer(context);
            }

            return graph.Handle(context);
        }
    }

    // A client of the Graph API never asks for html; a person who types the address does.
    private static bool IsBrowserAtTheDoor(HttpRequest request) =>
        request.Path.Value is "/"
        && HttpMethods.IsGet(request.Method)
        && !request.QueryString.HasValue
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Task ShowTheWay(HttpResponse response)
    {
        response.Redirect(ApiDocument.Page);
        return Task.CompletedTask;
    }
}
