using System.Reflection;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Tests.Encoding;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Transactions;

/// <summary>The way from a transaction of a type that is only known by its number to its method of IExchange.</summary>
public class ApplyTests
{
    private static readonly Timestamp Time = new(7);

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Apply_AnyType_CallsItsMethod(TransactionKind kind)
    {
        Caller caller = new(DispatchProxy.Create<IExchange, Recorder>());
        Recorder recorder = (Recorder)caller.Exchange;
        TransactionTypes.Visit<Caller, Cause>(kind, ref caller);
        (MethodInfo method, object?[] arguments) = Assert.Single(recorder.Calls);
        Assert.Equal(Wire.Of(kind).IsOperation ? "Consume" : "Apply", method.Name);
        ParameterInfo parameter = method.GetParameters().Single(p => p.Name is "transaction" or "operation");
        Assert.Equal(kind.ToString(), parameter.ParameterType.GetElementType()!.Name);
        Assert.Equal(Time, arguments[0]);
        Assert.Contains(caller.Sent, arguments);
    }

    [Fact]
    public void TransactionTypes_EveryNumber_IsDefinedWithItsName()
    {
        for (int number = 0; number < 256; number++)
        {
            TransactionKind kind = (TransactionKind)number;
            Assert.Equal(Enum.IsDefined(kind), TransactionTypes.IsDefined(kind));
            if (Enum.IsDefined(kind))
            {
                Assert.Equal(kind.ToString(), TransactionTypes.NameOf(kind));
                Assert.True(TransactionTypes.TryParse(System.Text.Encoding.ASCII.GetBytes(kind.ToString()), out TransactionKind parsed));
                Assert.Equal(kind, parsed);
                Assert.Equal(kind, Wire.Of(kind).Kind);
            }
            else
            {
                Assert.Throws<ArgumentOutOfRangeException>(() => TransactionTypes.NameOf(kind));
                Assert.Throws<ArgumentOutOfRangeException>(() => Wire.Of(kind));
            }
        }
    }

    /// <summary>An exchange that only remembers how it was called.</summary>
    public class Recorder : DispatchProxy
    {
        internal List<(MethodInfo Method, object?[] Arguments)> Calls { get; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Calls.Add((targetMethod!, [.. args!]));
            args[^1] = targetMethod!.Name == "Consume" ? default(QueueOutcome) : args[^1];
            return Cause.Accepted;
        }
    }

    private struct Caller(IExchange exchange) : ITransactionTypeVisitor<Cause>
    {
        internal readonly IExchange Exchange => exchange;

        internal object? Sent { get; private set; }

        Cause ITransactionTypeVisitor<Cause>.VisitSigned<T>() => T.Apply(exchange, Time, default, Sample<T>(), new EventBuffer());

        Cause ITransactionTypeVisitor<Cause>.VisitProven<T>() => T.Apply(exchange, Time, Sample<T>(), new EventBuffer());

        Cause ITransactionTypeVisitor<Cause>.VisitOperation<T>() =>
            T.Consume(exchange, Time, default, Sample<T>(), new EventBuffer(), out _);

        private T Sample<T>()
            where T : struct, ITransaction<T>
        {
            FieldEditor editor = new(new Random(1));
            T sample = T.Visit(ref editor, default);
            Sent = sample;
            return sample;
        }
    }
}
