using System.Text;
using System.Text.Json;
using Parley.Wire.Media;

namespace Parley.Wire.Sends;

/// <summary>
/// A part of a message being read by its rules: in whose words, where it is written down, and where the reading
/// stands. The place is spelled only when something is wrong there.
/// </summary>
internal sealed class Reading(Utf8JsonWriter json, Dialect dialect, string root)
{
    private readonly List<(string? Name, int Index)> place = [];

    /// <summary>Where what was read is written down in one form.</summary>
    public Utf8JsonWriter Json => json;

    /// <summary>In whose words it is read.</summary>
    public Dialect Dialect => dialect;

    /// <summary>The order number of a receipt, once read.</summary>
    public string? OrderNumber { get; set; }

    /// <summary>The upload that a media template shows, once read.</summary>
    public MediaDemand? Medium { get; set; }

    /// <summary>Where the reading stands, as <c>message[attachment][payload][elements][0]</c>.</summary>
    public string Path
    {
        get
        {
            var text = new StringBuilder(root);
            foreach (var (name, index) in place)
            {
                if (name is null) text.Append('[').Append(index).Append(']');
                else text.Append('[').Append(name).Append(']');
            }

            return text.ToString();
        }
    }

    /// <summary>Goes into a member.</summary>
    public void Enter(string name) => place.Add((name, 0));

    /// <summary>Goes into an item of a list.</summary>
    public void Enter(int index) => place.Add((null, index));

    /// <summary>Comes back out, after something was read without a fault.</summary>
    public void Leave() => place.RemoveAt(place.Count - 1);

    /// <summary>The error of a row whose message names the place first.</summary>
    public GraphError Fault(string row, params ReadOnlySpan<string> rest) => GraphErrors.Get(row, [Path, .. rest]);

    /// <summary>The error of a row whose message names a member of the place first.</summary>
    public GraphError FaultIn(string member, string row, params ReadOnlySpan<string> rest) =>
        GraphErrors.Get(row, [$"{Path}[{member}]", .. rest]);
}
