using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Abi;

/// <summary>An event of a contract.</summary>
internal sealed class AbiEvent
{
    private readonly AbiSignature _signature;
    private readonly AbiType[] _indexed;
    private readonly AbiType[] _plain;

    /// <summary>An event.</summary>
    /// <param name="signature">Name(type [indexed] name,…)</param>
    /// <exception cref="FormatException">A type or the form is unknown, or an indexed parameter is longer than a word.</exception>
    internal AbiEvent(string signature)
    {
        _signature = AbiSignature.Parse(signature);
        _indexed = [.. _signature.Parameters.Where(parameter => parameter.IsIndexed).Select(parameter => parameter.Type)];
        _plain = [.. _signature.Parameters.Where(parameter => !parameter.IsIndexed).Select(parameter => parameter.Type)];
        if (_indexed.Any(type => type.IsDynamic || type.Kind is AbiKind.Array or AbiKind.Tuple))
        {
            throw new FormatException($"{signature}: a topic holds the hash of what is longer than a word, not its value.");
        }
    }

    internal string Canonical => _signature.Canonical;

    internal string Name => _signature.Name;

    /// <summary>For each parameter, whether it is indexed.</summary>
    internal IEnumerable<bool> Indexed => _signature.Parameters.Select(parameter => parameter.IsIndexed);

    /// <summary>The first topic of its logs.</summary>
    internal Hash32 Topic => _signature.Hash;

    /// <summary>The arguments in the order of the parameters; false if it is no log of this event.</summary>
    internal bool TryDecode(L1Log log, out AbiValue[] values)
    {
        values = [];
        if (log.Topics.Count != 1 + _indexed.Length
            || log.Topics[0] != Topic
            || !AbiDecoder.TryDecode(_plain, log.Data.Span, out AbiValue[] plain))
        {
            return false;
        }

        byte[] topics = [.. log.Topics.Skip(1).SelectMany(topic => topic.ToArray())];
        if (!AbiDecoder.TryDecode(_indexed, topics, out AbiValue[] indexed))
        {
            return false;
        }

        int nextIndexed = 0;
        int nextPlain = 0;
        values = [.. _signature.Parameters.Select(parameter => parameter.IsIndexed ? indexed[nextIndexed++] : plain[nextPlain++])];
        return true;
    }
}
