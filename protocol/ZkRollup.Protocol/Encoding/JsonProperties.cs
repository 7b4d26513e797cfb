using System.Runtime.CompilerServices;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Room for the members of an object: more than any transaction has.</summary>
[InlineArray(Capacity)]
internal struct JsonProperties
{
    internal const int Capacity = 32;

    private JsonProperty _first;
}
