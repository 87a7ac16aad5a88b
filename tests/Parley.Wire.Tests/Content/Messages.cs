using System.Text;
using System.Text.Json;

namespace Parley.Wire.Tests.Content;

/// <summary>Messages as requests carry them.</summary>
internal static class Messages
{
    /// <summary>A message of text alone.</summary>
    public static byte[] OfText(string text) => Encoding.UTF8.GetBytes($"{{\"text\":{Quoted(text)}}}");

    /// <summary>A message with a template.</summary>
    public static byte[] OfTemplate(string payload) =>
        Encoding.UTF8.GetBytes($"{{\"attachment\":{{\"type\":\"template\",\"payload\":{payload}}}}}");

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
