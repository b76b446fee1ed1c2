/**
 * What developers really run, by default port. One line each:
 *
 *     port | kind | program | source | address it binds by default, where known | protocol, if not tcp
 *
 * The source is where the number was read: `gh repository@commit file#line`, `npm package@version file:line`,
 * `debian package file` (Debian 12), `iana`, or an address.
 */
export const DEV_PORT_TABLE = `
20|system|FTP data|iana
21|system|FTP|iana
22|remote-access|SSH|iana
23|remote-access|Telnet|iana
25|mail|SMTP|iana
53|system|DNS|iana
80|web|HTTP|iana
110|mail|POP3|iana
123|system|NTP|iana||udp
143|mail|IMAP|iana
389|system|LDAP|iana
443|web|HTTPS|iana
445|system|SMB|iana
465|mail|SMTP submissions (TLS)|iana
587|mail|SMTP submission|iana
631|system|CUPS / IPP|debian cups-daemon|localhost
636|system|LDAPS|iana
993|mail|IMAPS|iana
995|mail|POP3S|iana
1025|mail|Mail catcher SMTP (Mailpit, MailHog, MailDev)|gh axllent/mailpit@408b30d README.md#L59|all IPv4 interfaces
1080|mail|MailDev web UI|npm maildev@3.0.0 README.md:42
1111|dev-server|Zola serve|gh getzola/zola@b2242262 docs/content/documentation/getting-started/cli-usage.md#L71|127.0.0.1
1194|system|OpenVPN|iana||udp
1234|ai|LM Studio local server|npm @lmstudio/sdk@2.0.0 dist/index.cjs:21130
1234|dev-server|Parcel|npm parcel@2.16.4 src/cli.js:166
1313|dev-server|Hugo server|gh gohugoio/hugo@7b5199fde docs/content/en/commands/hugo_server.md#L59|127.0.0.1
1337|dev-server|Sails|npm sails@1.5.18 docs/reference/cli/sailslift.md:21
1337|cms|Strapi|npm @strapi/core@5.54.0 dist/configuration/index.js:27
1420|dev-server|Tauri dev (Vite front end)|gh tauri-apps/create-tauri-app@a5a53fdc templates/template-preact-ts/vite.config.ts.lte#L17
1433|database|Microsoft SQL Server|gh influxdata/telegraf@HEAD plugins/inputs/sqlserver/README.md#L42
1880|automation|Node-RED|npm node-red@4.1.15 settings.js:166
1883|message-broker|MQTT (Mosquitto)|debian mosquitto|127.0.0.1 and ::1 without a config file
1948|dev-server|reveal-md|npm reveal-md@6.1.4 README.md:431
2003|monitoring|Graphite carbon|gh influxdata/telegraf@HEAD plugins/outputs/graphite/README.md#L30
2019|proxy|Caddy admin API|gh caddyserver/caddy@0cf03d32f admin.go#L1433|localhost
2024|ai|LangGraph dev|npm @langchain/langgraph-cli@2.0.0 dist/cli/dev.mjs:29
2049|system|NFS|iana
2181|message-broker|Apache ZooKeeper|gh apache/zookeeper@53a78e36f zookeeper-website/app/pages/_docs/docs/_mdx/admin-ops/cli.mdx#L9
2368|cms|Ghost|gh docker-library/docs@c4a9ba414 ghost/README.md#L60
2375|containers|Docker daemon API (plain)|gh moby/moby@b985e2313a api/docs/v1.0.md#L17
2376|containers|Docker daemon API (TLS)|gh moby/moby@b985e2313a daemon/pkg/opts/hosts.go#L18
2379|database|etcd client|gh etcd-io/etcd@c34dc7ee0 server/embed/config.go#L86|localhost
2380|database|etcd peer|gh etcd-io/etcd@c34dc7ee0 server/embed/config.go#L85|localhost
2718|data-science|marimo|gh marimo-team/marimo@3955fdf90 docs/guides/deploying/deploying_nginx.md#L43
3000|dev-server|Browsersync proxy|npm browser-sync@3.0.4 dist/default-config.js:114
3000|dev-server|Docusaurus|npm @docusaurus/core@3.10.2 lib/commands/cli.js:104
3000|ai|Flowise|npm flowise@3.1.2 README.md:32
3000|monitoring|Grafana (as documented with Loki)|gh grafana/loki@65e30f8488 docs/sources/send-data/k8s-monitoring-helm/_index.md#L266
3000|cms|KeystoneJS|npm @keystone-6/core@8.1.0 dist/declarations/src/types/config/index.d.ts:109
3000|dev-server|LoopBack REST server|npm @loopback/rest@15.0.16 src/rest.server.ts:1205
3000|dev-server|Next.js dev server|npm next@16.4.6 dist/docs/01-app/03-api-reference/06-cli/next.md:70|all interfaces
3000|dev-server|Nuxt dev server|npm @nuxt/cli@3.37.0 dist/completions-CkDgLCqG.mjs:65
3000|dev-server|Rails server (Puma)|gh rails/rails@2a2db1e8d6d railties/lib/rails/generators/rails/app/templates/config/puma.rb.tt#L30|localhost in development
3000|dev-server|React Email preview|npm react-email@6.11.13 dist/cli/index.mjs:8275
3000|dev-server|Rsbuild dev server|npm @rsbuild/core@2.3.2 dist/constants.d.ts:26
3000|cloud-emulator|Serverless Offline (HTTP)|npm serverless-offline@14.8.2 src/config/commandOptions.js:58
3000|dev-tool|VS Code test web server|npm @vscode/test-web@0.0.81 README.md:92
3000|dev-server|docsify serve|npm docsify-cli@5.0.0 README.md:100
3000|dev-server|json-server|npm json-server@0.17.4 README.md:402
3000|dev-server|mdBook serve|gh rust-lang/mdBook@641d06ab guide/src/cli/serve.md#L29|localhost
3000|dev-server|serve (Vercel static server)|npm serve@14.2.7 build/main.js:292|all interfaces
3001|dev-tool|Browsersync UI|npm browser-sync@3.0.4 dist/default-config.js:10
3001|monitoring|Uptime Kuma|npm uptime-kuma@2.0.0-dev.0 src/mixins/public.js:10
3002|cloud-emulator|Serverless Offline (Lambda)|npm serverless-offline@14.8.2 src/config/commandOptions.js:73
3030|dev-server|Slidev|npm @slidev/cli@52.20.1 skills/slidev/references/core-cli.md:20
3100|monitoring|Grafana Loki|gh grafana/loki@65e30f8488 docs/sources/setup/install/helm/reference.md#L1834
3128|proxy|Squid|debian squid /etc/squid/squid.conf:2106
3142|dev-tool|apt-cacher-ng|debian apt-cacher-ng /etc/apt-cacher-ng/acng.conf:43
3200|monitoring|Grafana Tempo|gh grafana/tempo@ad33aa8faf docs/sources/tempo/configuration/_index.md#L155
3306|database|MySQL / MariaDB|gh docker-library/mysql@7f30fdb 8.4/Dockerfile.oracle#L122
3333|dev-server|AdonisJS|npm @adonisjs/core@6.21.0 build/src/ignitor/http.js:61
3333|cms|Sanity Studio|npm @sanity/cli@7.2.3 README.md:1497
3389|remote-access|RDP (xrdp)|debian xrdp /etc/xrdp/xrdp.ini:23
3999|dev-server|Netlify CLI static server|npm netlify-cli@26.2.0 dist/utils/detect-server-settings.js:56
4000|dev-server|Apollo Server (convention)|npm @apollo/server@5.5.1 README.md:148
4000|cloud-emulator|Firebase Emulator UI|npm firebase-tools@15.34.2 lib/emulator/constants.js:5
4000|ai|Genkit developer UI (4000-4099)|npm genkit-cli@1.43.0 dist/commands/start.js:112
4000|dev-server|GraphQL Yoga (convention)|npm graphql-yoga@5.24.1 README.md:54
4000|dev-server|Hexo server|npm hexo-server@3.0.0 README.md:24
4000|dev-server|Jekyll serve|gh jekyll/jekyll@202df5713 docs/_data/config_options/serve.yml#L2|127.0.0.1
4000|dev-server|Phoenix (Elixir)|gh phoenixframework/phoenix@167c46950 guides/introduction/up_and_running.md#L138
4001|cms|TinaCMS|npm @tinacms/cli@3.0.0 dist/index.js:2229
4010|dev-tool|Prism API mock|npm @stoplight/prism-cli@5.14.2 dist/commands/sharedOptions.js:8
4111|ai|Mastra dev (first of 4111-4131)|npm mastra@0.18.9 dist/index.js:1453
4150|message-broker|NSQ nsqd TCP|gh nsqio/nsq@3103474b nsqd/options.go#L129
4161|message-broker|NSQ nsqlookupd HTTP|gh nsqio/nsq@3103474b nsqlookupd/options.go#L34
4173|dev-server|Vite preview|gh vitejs/vite@a98c8d95d5 packages/vite/src/node/constants.ts#L211|localhost
4200|dev-server|Angular CLI (ng serve)|npm @angular/build@21.2.27 src/builders/dev-server/schema.json:15|localhost
4200|dev-server|Ember CLI|npm ember-cli@7.3.0 lib/commands/serve.js:9
4200|orchestration|Prefect server|gh PrefectHQ/prefect@ce79dd3d6c docs/v3/api-ref/settings-ref.mdx#L1272
4222|message-broker|NATS|gh nats-io/nats-server@1787eee03 main.go#L31
4317|monitoring|OpenTelemetry OTLP/gRPC|gh open-telemetry/opentelemetry-specification@1377f53b2 specification/protocol/exporter.md#L32
4318|monitoring|OpenTelemetry OTLP/HTTP|gh open-telemetry/opentelemetry-specification@1377f53b2 specification/protocol/exporter.md#L27
4321|dev-server|Astro dev server|npm astro@6.0.5 dist/types/public/config.d.ts:2259
4444|test|Selenium / WebDriver|gh SeleniumHQ/docker-selenium@3290a305 README.md#L1131
4566|cloud-emulator|LocalStack|gh localstack/localstack@8b9a79f05 localstack-core/localstack/config.py#L564
4567|dev-server|Sinatra|gh sinatra/sinatra@cb22afd7 README.md#L2838
4646|orchestration|Nomad HTTP|gh hashicorp/nomad@aa026cc99c command/agent/config.go#L1827
4723|test|Appium|npm appium@3.8.0 README.md:140|all IPv4 interfaces
4873|dev-tool|Verdaccio npm registry|npm verdaccio@6.8.0 build/lib/cli/commands/init.js:22|localhost
4983|dev-tool|Drizzle Studio|npm drizzle-kit@0.31.11 api.mjs:25707
5000|dev-tool|Docker registry (distribution)|gh distribution/distribution@0d6b721dc docs/content/about/configuration.md#L959
5000|cloud-emulator|Firebase Hosting emulator / firebase serve|npm firebase-tools@15.34.2 lib/commands/serve.js:26
5000|dev-server|Flask|gh pallets/flask@2ac89889 src/flask/cli.py#L884|127.0.0.1
5000|dev-tool|React Cosmos|npm react-cosmos@7.4.1 config.schema.json:79
5000|system|macOS AirPlay Receiver (ControlCenter)|gh pallets/werkzeug@HEAD src/werkzeug/serving.py#L771|all interfaces
5001|cloud-emulator|Firebase Functions emulator|npm firebase-tools@15.34.2 lib/emulator/constants.js:9
5005|debug|Java JDWP debugger (documented example)|gh spring-projects/spring-boot@c329ffa25dc build-plugin/spring-boot-maven-plugin/src/docs/antora/modules/maven-plugin/pages/run.adoc#L86
5006|data-science|Bokeh server|gh bokeh/bokeh@8fbd227bd4 bokehjs/src/lib/client/connection.ts#L9
5037|debug|Android adb server|debian adb adb(1)|localhost
5060|system|SIP|iana
5173|dev-server|Deno Fresh 2 (Vite)|gh denoland/fresh@39b5f06f README.md#L48
5173|dev-server|Vite dev server|gh vitejs/vite@a98c8d95d5 packages/vite/src/node/constants.ts#L209|localhost (one family only)
5222|system|XMPP client|iana
5353|system|mDNS|iana||udp
5432|database|PostgreSQL|gh docker-library/postgres@6edb0a8c4d 14/alpine3.22/docker-entrypoint.sh#L292|localhost
5555|monitoring|Flower (Celery)|gh mher/flower@e6cf8ef README.rst#L62
5555|dev-tool|Prisma Studio (example in its help)|npm prisma@7.10.1 build/cli.js:5603
5555|debug|adb over TCP (device side)|debian adb adb(1)
5601|search|Kibana / OpenSearch Dashboards|gh influxdata/telegraf@HEAD plugins/inputs/kibana/README.md#L29
5672|message-broker|RabbitMQ AMQP|gh rabbitmq/rabbitmq-server@5b09e556da deps/rabbit/docs/rabbitmq-server.8#L68
5678|debug|debugpy (Python debug adapter, example port)|gh microsoft/debugpy@2f734446 README.md#L25
5678|automation|n8n|npm n8n@2.8.4 README.md:29
5900|remote-access|VNC (RFB)|iana
5984|database|CouchDB|gh apache/couchdb@a6778e5d4 src/docs/src/whatsnew/1.3.rst#L214
6000|system|X11|iana
6006|dev-server|Histoire preview|npm histoire@0.17.17 src/node/preview.ts:23
6006|dev-server|Storybook|npm storybook@10.6.7 dist/_node-chunks/chunk-HQNPRN7M.js:5578
6006|data-science|TensorBoard|gh tensorflow/tensorboard@70b76c922 docs/tensorboard_in_notebooks.ipynb#L108
6274|ai|MCP Inspector client|npm @modelcontextprotocol/inspector@0.15.0 README.md:181
6277|ai|MCP Inspector proxy|npm @modelcontextprotocol/inspector@0.15.0 client/dist/assets/index-BNqYF5Na.js:16156
6333|search|Qdrant HTTP|gh qdrant/qdrant@74f3e85b94 config/config.yaml#L330
6334|search|Qdrant gRPC|gh qdrant/qdrant@74f3e85b94 config/config.yaml#L335
6379|database|Redis|gh redis/redis@4f8cdc2a1 src/redis-cli.c#L3100|127.0.0.1 and ::1 with redis.conf; all interfaces, in protected mode, without it
6432|database|PgBouncer|gh pgbouncer/pgbouncer@13a344f2 doc/config.md#L1732
6443|containers|Kubernetes API server|gh kubernetes/website@HEAD content/en/docs/reference/networking/ports-and-protocols.md
6600|media|MPD|debian mpd /etc/mpd.conf:94
7000|database|Apache Cassandra inter-node|gh docker-library/cassandra@7b9da8f 4.0/Dockerfile#L175
7000|system|macOS AirPlay Receiver (ControlCenter)|https://developer.apple.com/forums/thread/682332|all interfaces
7233|orchestration|Temporal server (dev)|gh temporalio/cli@f4895a44 internal/temporalcli/commands.yaml#L3178
7474|database|Neo4j HTTP|gh neo4j/docker-neo4j@9df98ef docker-image-src/3.5/coredb/docker-entrypoint.sh#L458
7545|blockchain|Ganache GUI (Truffle default)|npm truffle@5.11.5 build/debug.bundled.js:673
7687|database|Neo4j Bolt|gh neo4j/docker-neo4j@9df98ef docker-image-src/3.5/coredb/docker-entrypoint.sh#L459
7700|search|Meilisearch|gh meilisearch/meilisearch@5cb2f2e94 crates/meilisearch/src/option.rs#L95|localhost
7860|ai|Gradio|gh gradio-app/gradio@375335e60e guides/11_other-tutorials/running-gradio-on-your-web-server-with-nginx.md#L84|127.0.0.1
7900|test|Selenium noVNC|gh SeleniumHQ/docker-selenium@3290a305 README.md#L1673
8000|dev-server|@web/dev-server (first free from 8000)|npm @web/dev-server@0.4.6 src/config/parseConfig.ts:85
8000|database|Chroma|gh chroma-core/chroma@93652ec08 docs/mintlify/docs/cli/run.mdx#L18
8000|dev-server|Cordova serve|npm cordova-serve@4.0.1 README.md:73
8000|dev-server|Deno Fresh 1|gh denoland/fresh@39b5f06f docs/1.x/concepts/server-configuration.md#L185
8000|dev-server|Django runserver|https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver|127.0.0.1
8000|dev-server|Gatsby develop|npm gatsby@5.16.1 README.md:108
8000|dev-server|Gunicorn|gh benoitc/gunicorn@65ac1a3a docker/Dockerfile#L24|127.0.0.1
8000|media|Icecast|debian icecast2 /etc/icecast2/icecast.xml:68
8000|dev-server|Laravel artisan serve|gh laravel/framework@bd71b45fbb src/Illuminate/Foundation/Console/ServeCommand.php#L260|127.0.0.1
8000|dev-server|MkDocs serve|gh mkdocs/mkdocs@28625367 mkdocs/__main__.py#L114|127.0.0.1
8000|dev-server|Python http.server|https://docs.python.org/3/library/http.server.html|all IPv4 interfaces
8000|database|SurrealDB|gh surrealdb/surrealdb@a97d3af85 CONTRIBUTING.md#L138
8000|dev-server|Uvicorn|gh encode/uvicorn@e6c7ce79 docs/settings.md#L46|127.0.0.1
8001|proxy|AnyProxy|npm anyproxy@4.1.3 docs-src/en/README.md:43
8025|mail|Mailpit / MailHog web UI|gh axllent/mailpit@408b30d README.md#L59|all IPv4 interfaces
8050|data-science|Plotly Dash|gh plotly/dash@27c7f7f20 .ai/ARCHITECTURE.md#L734|127.0.0.1
8055|cms|Directus|npm @directus/env@6.3.0 dist/index.js:15
8080|dev-server|Apache Tomcat|gh docker-library/tomcat@40f27d56 10.1/jdk11/temurin-jammy/Dockerfile#L153
8080|dev-server|Eleventy|npm @11ty/eleventy@3.1.8 src/Eleventy.js:812
8080|cloud-emulator|Firestore emulator|npm firebase-tools@15.34.2 prompts/FIREBASE.md:116
8080|ci|Jenkins|gh jenkinsci/docker@ab3f5e0a README.md#L169
8080|dev-server|Marp CLI server|npm @marp-team/marp-cli@4.5.1 README.md:294
8080|database|RethinkDB web UI|gh rethinkdb/rethinkdb@8de19b3542 packaging/assets/config/default.conf.sample#L73
8080|dev-server|Rspack dev server (example)|npm @rspack/dev-server@2.2.2 README.md:78
8080|dev-server|Spring Boot|gh spring-projects/spring-boot@c329ffa25dc documentation/spring-boot-docs/src/docs/antora/modules/reference/pages/web/reactive.adoc#L317
8080|proxy|Traefik dashboard entry point|gh traefik/traefik@fd5a576df2 docs/content/reference/install-configuration/entrypoints.md#L79
8080|dev-server|Trunk (Rust wasm)|gh trunk-rs/trunk@50b3d12 schemas/config.json#L557
8080|dev-server|VuePress|npm @vuepress/cli@2.0.0-rc.31 dist/index.js:661
8080|dev-server|WEBrick (ruby -run -e httpd)|gh ruby/ruby@v3_1_0 lib/un.rb|all interfaces
8080|dev-tool|WireMock|gh wiremock/wiremock@9e93e3477 src/main/java/com/github/tomakehurst/wiremock/standalone/CommandLineOptions.java#L157
8080|dev-server|http-server (npm)|gh http-party/http-server@741ae2b README.md#L63|all IPv4 interfaces
8080|dev-server|live-server|npm live-server@1.2.2 README.md:46
8080|proxy|mitmproxy|gh mitmproxy/mitmproxy@8fc25b304 docs/src/content/concepts/modes.md#L37
8080|dev-server|webpack-dev-server|gh webpack/webpack-dev-server@f78499fb lib/Server.js#L534|all interfaces
8081|cms|Decap CMS local server|npm decap-server@3.11.3 README.md:28
8081|dev-server|Expo CLI|npm @expo/cli@58.0.7 build/src/start/index.js:87
8081|dev-server|Metro bundler (React Native)|gh facebook/metro@a4e01a994 packages/metro-config/src/defaults/index.js#L78
8081|dev-tool|Mongo Express|npm mongo-express@1.0.2 README.md:171
8081|dev-tool|Redis Commander|npm redis-commander@0.9.0 README.md:96
8081|proxy|mitmweb|gh mitmproxy/mitmproxy@8fc25b304 release/docker/DockerHub-README.md#L31
8083|message-broker|Kafka Connect REST|gh apache/kafka@1eb7644349c docs/connect.html#L258
8086|database|InfluxDB 1.x/2.x|gh docker-library/docs@HEAD influxdb/README.md#L262
8090|database|PocketBase|gh pocketbase/pocketbase@5d217ddb cmd/serve.go#L66|127.0.0.1
8091|database|Couchbase|gh influxdata/telegraf@HEAD plugins/inputs/couchbase/README.md#L30
8096|media|Jellyfin|gh jellyfin/jellyfin@c3ed1407ca Jellyfin.Server/Migrations/PreStartupRoutines/CreateNetworkConfiguration.cs#L53
8097|debug|React DevTools standalone|npm react-devtools-core@8.0.0 README.md:92
8100|dev-server|Ionic CLI|npm @ionic/cli@7.2.1 lib/serve.d.ts:12
8108|search|Typesense|gh typesense/typesense@4a092b04 README.md#L169
8123|database|ClickHouse HTTP|gh docker-library/docs@c4a9ba414 clickhouse/README.md#L177
8125|monitoring|StatsD|gh statsd/statsd@f7157b8 exampleConfig.js#L33||udp
8161|message-broker|ActiveMQ web console|gh apache/activemq@c3580e79d2 activemq-web/src/main/java/org/apache/activemq/web/WebConsolePort.java#L25
8181|database|InfluxDB 3|gh influxdata/influxdb@d7834110b3 influxdb3/src/commands/create/token.rs#L218
8188|ai|ComfyUI|gh comfyanonymous/ComfyUI@HEAD comfy/cli_args.py|127.0.0.1
8200|orchestration|Vault|gh influxdata/telegraf@HEAD plugins/inputs/vault/README.md#L28
8222|message-broker|NATS monitoring|gh nats-io/nats-server@1787eee03 server/const.go#L135
8233|orchestration|Temporal Web UI (dev)|gh temporalio/cli@f4895a44 internal/temporalcli/commands.yaml#L3156
8288|dev-tool|Inngest dev server|npm inngest-cli@1.45.1 README.md:78
8384|system|Syncthing GUI|gh syncthing/syncthing@328d910ae README-Docker.md#L72
8428|database|VictoriaMetrics|gh VictoriaMetrics/VictoriaMetrics@b7ef6cc3ed docs/victoriametrics/integrations/graphite.md#L49
8443|containers|minikube API server|gh kubernetes/minikube@eb25dbc703 site/content/en/docs/commands/start.md#L27
8500|orchestration|Consul HTTP|gh influxdata/telegraf@HEAD plugins/inputs/consul/README.md#L30
8501|data-science|Streamlit|gh streamlit/streamlit@2db81f7f72 lib/streamlit/config.py#L682
8529|database|ArangoDB|gh docker-library/docs@c4a9ba414 arangodb/README.md#L87
8545|blockchain|Ethereum JSON-RPC (Hardhat, Ganache)|npm hardhat@3.18.0 src/internal/builtin-plugins/node/index.ts:22|127.0.0.1
8786|data-science|Dask scheduler (common choice)|gh dask/distributed@40fcd99a8 distributed/deploy/local.py#L52
8787|cloud-emulator|Cloudflare Wrangler dev|npm wrangler@4.86.0 wrangler-dist/cli.js:245113
8787|data-science|Dask dashboard|gh dask/distributed@40fcd99a8 distributed/scheduler.py#L4008
8788|cloud-emulator|Cloudflare Wrangler pages dev|npm wrangler@4.86.0 wrangler-dist/cli.js:246257
8883|message-broker|MQTT over TLS|iana
8888|data-science|Jupyter Server|gh jupyter-server/jupyter_server@9a4d6eea2 docs/source/operators/public-server.rst#L12|localhost
8888|dev-server|Netlify Dev|npm netlify-cli@26.2.0 dist/utils/detect-server-settings.js:55
8888|proxy|tinyproxy|debian tinyproxy /etc/tinyproxy/tinyproxy.conf:23
8888|dev-tool|webpack-bundle-analyzer|npm webpack-bundle-analyzer@5.4.0 README.md:141
8899|proxy|whistle|npm whistle@2.10.10 bin/util.js:14
8983|search|Apache Solr|gh influxdata/telegraf@HEAD plugins/inputs/solr/README.md#L32
9000|dev-server|Gatsby serve|npm gatsby@5.16.1 CHANGELOG.md:9067
9000|dev-server|Medusa|npm @medusajs/medusa@2.21.2 dist/commands/start.js:174
9000|cloud-emulator|MinIO API|gh minio/minio@7aac2a2c5 internal/config/errors.go#L135
9000|dev-tool|PeerServer (example)|npm peer@1.0.2 README.md:35
9000|containers|Portainer (HTTP)|gh portainer/portainer@cc7516743 api/cli/defaults.go#L7
9000|ci|SonarQube|gh SonarSource/docker-sonarqube@df5a6ae build-and-run.sh#L7
9001|cloud-emulator|MinIO console (documented example)|gh minio/minio@7aac2a2c5 docs/orchestration/docker-compose/README.md#L42
9003|debug|Xdebug 3|gh xdebug/xdebug@50b5dbbf package.xml#L1512
9005|oauth-callback|firebase login callback (first free from 9005)|npm firebase-tools@15.34.2 lib/auth.js:46
9042|database|Apache Cassandra CQL|gh docker-library/cassandra@7b9da8f 4.0/Dockerfile#L178
9050|proxy|Tor SOCKS|debian tor /etc/tor/torrc:15|127.0.0.1
9090|monitoring|Prometheus|gh prometheus/prometheus@d15adb9ad7 cmd/prometheus/main.go#L425
9091|system|Transmission RPC|debian transmission-daemon /etc/transmission-daemon/settings.json:13
9092|message-broker|Apache Kafka|gh apache/kafka@1eb7644349c config/kraft/broker.properties#L35
9093|monitoring|Prometheus Alertmanager|gh prometheus/alertmanager@68fb2d575 cli/root.go#L87
9099|cloud-emulator|Firebase Auth emulator|npm firebase-tools@15.34.2 lib/emulator/constants.js:15
9100|monitoring|Prometheus node_exporter|gh prometheus/node_exporter@a7dcc3a0 README.md#L22
9199|cloud-emulator|Firebase Storage emulator|npm firebase-tools@15.34.2 lib/emulator/constants.js:16
9200|search|Elasticsearch / OpenSearch HTTP|gh influxdata/telegraf@HEAD plugins/inputs/elasticsearch/README.md#L40
9222|debug|Chrome DevTools remote debugging (convention)|npm chrome-remote-interface@0.34.0 README.md:437
9229|debug|Node.js inspector|https://nodejs.org/api/cli.html#--inspecthostport|127.0.0.1
9273|monitoring|Telegraf Prometheus output|gh influxdata/telegraf@HEAD plugins/outputs/prometheus_client/README.md#L36
9292|dev-server|Puma|gh puma/puma@ff2e2126 lib/puma/rack/builder.rb#L56|all IPv4 interfaces
9292|dev-server|rackup|gh rack/rackup@f3fa1d6 lib/rackup/server.rb#L72|localhost
9323|test|Playwright HTML report|npm playwright@1.65.1 lib/runner/index.js:3877
9411|monitoring|Zipkin|gh openzipkin/zipkin@878ce2a1fa zipkin-server/README.md#L132
9443|containers|Portainer (HTTPS)|gh portainer/portainer@cc7516743 api/cli/defaults.go#L8
9515|test|ChromeDriver (common)|npm chromedriver@148.0.1 lib/chromedriver.js:44
9600|search|Logstash API|gh influxdata/telegraf@HEAD plugins/inputs/logstash/README.md#L30
9876|test|Karma|npm karma@6.4.4 lib/constants.js:10
9966|dev-server|budo|npm budo@11.8.4 README.md:87
10000|cloud-emulator|Azurite Blob|npm azurite@3.35.0 README.md:188|127.0.0.1
10001|cloud-emulator|Azurite Queue|npm azurite@3.35.0 README.md:191|127.0.0.1
10002|cloud-emulator|Azurite Table|npm azurite@3.35.0 README.md:194|127.0.0.1
10250|containers|Kubernetes kubelet|gh kubernetes/website@HEAD content/en/docs/reference/networking/ports-and-protocols.md
10257|containers|Kubernetes controller-manager|gh kubernetes/website@HEAD content/en/docs/reference/networking/ports-and-protocols.md
10259|containers|Kubernetes scheduler|gh kubernetes/website@HEAD content/en/docs/reference/networking/ports-and-protocols.md
10350|dev-tool|Tilt|gh tilt-dev/tilt@2fa1737aa pkg/model/web.go#L85
11211|database|Memcached|gh memcached/memcached@2d51e3647 doc/memcached.1#L65|all interfaces; 127.0.0.1 in Debian's configuration
11434|ai|Ollama|gh ollama/ollama@fb3076099 docs/faq.mdx#L185|127.0.0.1
14268|monitoring|Jaeger collector HTTP|gh jaegertracing/jaeger@8498073ff cmd/jaeger/internal/all-in-one.yaml#L82|localhost
15672|message-broker|RabbitMQ management UI|gh rabbitmq/rabbitmq-server@5b09e556da release-notes/README-3.0.0.txt#L83
16686|monitoring|Jaeger UI|gh jaegertracing/jaeger@8498073ff README.md#L28
22000|system|Syncthing sync|gh syncthing/syncthing@328d910ae lib/config/config.go#L42
24224|monitoring|Fluentd forward|gh fluent/fluentd@ff8682d7 lib/fluent/plugin/in_forward.rb#L34
26379|database|Redis Sentinel|gh redis/redis@4f8cdc2a1 src/sentinel.c#L31
27017|database|MongoDB|gh docker-library/mongo@2c69a57b9 7.0/Dockerfile#L120
28015|database|RethinkDB client driver|gh rethinkdb/rethinkdb@8de19b3542 packaging/assets/config/default.conf.sample#L50
30000|containers|Kubernetes NodePort range start (30000-32767)|gh kubernetes/website@HEAD content/en/docs/reference/networking/ports-and-protocols.md
33060|database|MySQL X protocol|gh docker-library/mysql@7f30fdb 8.4/Dockerfile.oracle#L122
35729|dev-tool|LiveReload|npm livereload@0.10.3 README.md:139
50000|ci|Jenkins inbound agents|gh jenkinsci/docker@ab3f5e0a README.md#L88
51204|test|Vitest UI / API|npm vitest@4.1.12 dist/chunks/constants.CPYnjOGj.js:2
54321|database|Supabase local API|gh supabase/cli@1d1e71912 packages/stack/docs/architecture.md#L424
54322|database|Supabase local Postgres|gh supabase/cli@1d1e71912 packages/stack/docs/architecture.md#L425
54323|database|Supabase Studio|gh supabase/cli@1d1e71912 packages/config/src/studio.ts#L18
54324|mail|Supabase Inbucket mail|gh supabase/cli@1d1e71912 packages/config/src/inbucket.ts#L14
61000|dev-server|Ladle|npm @ladle/react@5.1.1 typings-for-build/shared/default-config.js:13
61616|message-broker|ActiveMQ OpenWire|gh apache/activemq@c3580e79d2 assembly/src/release/conf/activemq.xml#L178
62893|dev-tool|Bree API (@breejs/api, Node job scheduler)|gh breejs/api@e1ec11d README.md#L44
63315|test|Vitest browser mode|npm vitest@4.1.12 dist/chunks/constants.CPYnjOGj.js:3
`;
