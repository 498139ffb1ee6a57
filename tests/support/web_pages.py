"""Web pages in the manner of Chinese sites, each with what is its article and what is only the site's."""

from dataclasses import dataclass

_P1 = "同志们，乡村振兴是一篇大文章，要一笔一画地写。去年以来，我们镇新修水渠十二公里，流转土地三千亩。"
_P2 = "群众富不富，关键看支部。支部书记要带头，把每一户的难处记在本子上，办一件、销一件。"
_P3 = "最后，我向大家提三点希望：勤学、实干、清廉。让我们一起把家乡建设得更好！"
_PS = (_P1, _P2, _P3)


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page as a browser saves it."""

    name: str
    html: str
    title: str
    spoken: tuple[str, ...]
    """Paragraphs of the article."""
    silent: tuple[str, ...]
    """Words of the site that must not be read."""


def _ps(attributes: str = "") -> str:
    return "\n".join(f"<p{attributes}>　　{text}</p>" for text in _PS)


PEOPLE = WebPage(
    "portal with GB 2312 layout of divs",
    f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>把支部建在产业链上--基层党建--人民视点网</title>
<style>p{{text-indent:2em}}</style><script>var a="脚本里的话，不读。";</script></head><body>
<div class="topbar"><a href="/">网站首页</a> <a href="/dj">党建</a> <a href="/gov">时政</a> <a href="/local">地方</a></div>
<div class="path">人民视点网 &gt;&gt; <a href="#">基层党建</a> &gt;&gt; <a>正文</a></div>
<div class="rm_txt cf"><div class="col col-1"><h3 class="pre">聚焦主题教育</h3>
<h1>把支部建在产业链上</h1><h4 class="sub">——访石桥镇党委书记</h4><div class="author">王立新</div>
<div class="channel"><div class="col-1-1">2024年05月06日08:15 | 来源：<a>人民视点网</a></div><div>小字号</div><div>大字号</div></div>
<div class="rm_txt_con cf"><div class="bza">点击播报本文</div>{_ps(' style="text-indent:2em"')}
<div class="edit cf">(责编：刘一、陈二)</div><p class="paper_num">《人民视点》（ 2024年05月06日 第 06 版）</p></div>
<div class="share cf">分享让更多人看到<a>微信</a><a>微博</a></div>
<div class="related"><h2>相关新闻</h2><ul><li><a>山村里的理论课</a></li><li><a>党员先锋岗进田间地头</a></li></ul></div>
<div class="message"><h2>我要留言</h2><form><textarea>写点什么吧</textarea><button>提交</button></form></div></div>
<div class="col col-2 fr"><h2>热门排行</h2><ol><li><a>一图读懂中央一号文件</a></li><li><a>今年的农业新名词都有啥</a></li></ol></div></div>
<div class="copyright">人民视点网版权所有，未经书面授权禁止使用<br>Copyright © 1998-2024</div></body></html>""",
    "把支部建在产业链上",
    ("——访石桥镇党委书记", *_PS),
    ("网站首页", "脚本里的话", "小字号", "分享让更多人", "山村里的理论课", "写点什么吧", "一图读懂"),
)

OFFICE = WebPage(
    "county government with a layout of tables",
    f"""<html><head><title>关于做好防汛工作的讲话_云水县人民政府</title></head><body>
<form id="aspnetForm" method="post"><input type="hidden" value="状态"><table width="100%"><tr><td>
<table class="nav"><tr><td><a>首页</a></td><td><a>政务公开</a></td><td><a>办事服务</a></td><td><a>互动交流</a></td></tr></table></td></tr>
<tr><td>您当前的位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>领导讲话</a></td></tr>
<tr><td><table width="90%" align="center"><tr><td class="title" align="center"><b>关于做好防汛工作的讲话</b></td></tr>
<tr><td align="center">发布日期：2024-06-12　来源：县应急局　浏览次数：<span>356</span>次　字号：[<a>大</a> <a>中</a> <a>小</a>]</td></tr>
<tr><td id="zoom"><p>{_P1}</p><table border="1"><tr><th>村名</th><th>负责人</th></tr><tr><td>上河村</td><td>赵强</td></tr><tr><td>下河村</td><td>钱明</td></tr></table>
<p>{_P2}</p><p>{_P3}</p></td></tr>
<tr><td>上一篇：<a>关于春耕的讲话</a><br>下一篇：<a>没有了</a></td></tr></table></td></tr>
<tr><td align="center">主办：云水县人民政府办公室　ICP备案：豫ICP备00000001号<br>联系电话：0370-0000000</td></tr></table></form></body></html>""",
    "关于做好防汛工作的讲话",
    (_P1, "村名，负责人", "上河村，赵强", "下河村，钱明", _P2, _P3),
    ("政务公开", "356", "备案", "状态"),
)

WECHAT = WebPage(
    "article of a public account",
    f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title></title><meta property="og:title" content="三月的党课"></head>
<body class="zh_CN"><div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content"><div class="rich_media_wrp">
<h1 class="rich_media_title" id="activity-name">
            三月的党课
        </h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">原创</span><span>春风里</span><em id="publish_time">2024-03-05 18:30</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;"><section><section style="text-align:center;"><span style="display:none">防抓取乱码字</span></section>
{"".join(f'<section><p style="letter-spacing:1px"><span leaf="">{text[:20]}</span><strong><span>{text[20:]}</span></strong></p></section><section><br></section>' for text in _PS)}
</section></div></div></div>
<div class="rich_media_tool"><a>阅读原文</a> <span>阅读 1024</span><span>赞 18</span></div>
<div id="js_pc_qr_code" class="qr_code_pc_outer" style="display:none;"><p>微信扫一扫，关注该公众号。</p></div>
<div class="comment_primary" id="js_cmt_area"><p>精选留言</p><p>小李：讲得真好，我们支部也学起来！大家都说受益很深，明天还来听。</p></div>
<div class="discuss_container"><div>继续滑动看下一个</div></div></div></div></body></html>""",
    "三月的党课",
    _PS,
    ("防抓取", "阅读原文", "1024", "扫一扫", "小李", "继续滑动"),
)

BREAKS = WebPage(
    "breaks and hard blanks instead of paragraphs",
    f"""<HTML><HEAD><TITLE>致全村父老的一封信 - 山里人论坛</TITLE></HEAD><BODY bgcolor=#ffffff>
<CENTER><FONT size=5><B>致全村父老的一封信</B></FONT></CENTER><HR>
<FONT size=3>&nbsp;&nbsp;&nbsp;&nbsp;{_P1}<BR><BR>&nbsp;&nbsp;&nbsp;&nbsp;{_P2}<BR>
&nbsp;&nbsp;&nbsp;&nbsp;{_P3}<BR></FONT><DIV align=right>石桥村党支部</DIV>
<HR><A href="index.htm">返回首页</A> | <A href="#">关闭窗口</A></BODY></HTML>""",
    "致全村父老的一封信",
    (*_PS, "石桥村党支部"),
    ("山里人论坛",),
)

_MSO = "class=MsoNormal style='margin-bottom:0cm;text-indent:32.0pt;mso-char-indent-count:2.0'"
WORD = WebPage(
    "saved by Word",
    f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>讲稿</title>
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>张</o:Author></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {{font-family:仿宋;}} --></style></head><body lang=ZH-CN><div class=WordSection1 style='layout-grid:15.6pt'>
<p class=MsoTitle align=center style='text-align:center'><span style='font-family:方正小标宋简体'>青年干部要过好
五关<span lang=EN-US><o:p></o:p></span></span></p>
<h1><span lang=EN-US>一、</span>思想关</h1><p {_MSO}><span style='font-family:仿宋'>{_P1[:30]}
{_P1[30:]}<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoListParagraph><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;</span></span></span><![endif]>{_P2}</p>
<p class=MsoListParagraph><![if !supportLists]><span lang=EN-US style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp;</span></span></span><![endif]>{_P3}</p>
<p {_MSO}><span style='display:none;mso-hide:all'>批注里的话。</span></p></div></body></html>""",
    "青年干部要过好五关",
    ("一、思想关", _P1, f"1. {_P2}", _P3),
    ("批注里的话",),
)

LIBRARY = WebPage(
    "document library with a paywall and summaries of other documents",
    f"""<html><head><meta charset=utf-8><title>廉政党课讲稿-党团工作-实用文档-百文库</title></head><body><header><div class="logo"><h1><a href="/">百文库</a></h1></div>
<nav><a>首页</a><a>范文</a><a>会员</a></nav></header><main><div class="crumbs"><a>首页</a>&gt;<a>党团工作</a></div>
<div class="doc-main"><h2 class="doc-title">廉政党课讲稿</h2><div class="doc-info"><span>阅读量：2.1万</span><span>上传者：用户88</span></div>
<div class="reader-page"><div class="page-1">{_ps()}</div><div class="page-2"><h3>一、算好政治账</h3>{_ps().replace("同志们", "各位同志")}</div></div>
<div class="pay-tip">还剩6页未读，<a>继续阅读</a></div></div>
<div class="recommend-list"><div class="item"><a>八一建军节讲稿</a><p>各位战友，大家好！在这个火热的季节里，我们迎来了自己的节日，心情格外激动。</p></div>
<div class="item"><a>国庆讲稿</a><p>金秋十月，丹桂飘香，我们欢聚一堂，共同庆祝祖国母亲的生日。</p></div></div></main>
<aside><p>会员专享：下载全站文档，免去广告，畅快阅读每一天。</p></aside>
<footer><p>本站内容由用户上传，如有侵权请联系我们，我们将及时处理。</p></footer></body></html>""",
    "廉政党课讲稿",
    (*_PS, "一、算好政治账", _P1.replace("同志们", "各位同志")),
    ("会员", "八一建军节", "金秋十月", "如有侵权", "用户88", "首页"),
)

SECTIONS = WebPage(
    "magazine with an editor's note, sections and numbered lists",
    f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>怎样开好民主生活会 | 党员学习网</title></head><body>
<div class="wrapper"><ul class="menu"><li><a>要闻</a></li><li><a>理论</a></li></ul><article><h1>怎样开好<br>民主生活会</h1>
<div class="editor-note"><p>编者按：开会容易，开好会难。本期请老支书谈谈体会。</p></div>
<section><h2>会前准备要足</h2><p>{_P1}</p><ol start="3"><li>学文件。</li><li><p>谈心。</p></li></ol></section>
<section><h2>会上发言要真</h2><p>{_P2}</p><ul><li>不绕弯子</li><li>不怕红脸</li></ul></section>
<section class="share-experience"><h2>会后整改要实</h2><p>{_P3}</p></section>
<div class="share"><span>分享到：</span><a>微信</a></div></article>
<div class="comments"><p>网友：{_P2}</p></div><div class="pager"><a>上一页</a><a>下一页</a></div></div></body></html>""",
    "怎样开好 民主生活会",
    (
        "编者按：开会容易，开好会难。本期请老支书谈谈体会。",
        "会前准备要足",
        _P1,
        "3. 学文件。",
        "4. 谈心。",
        "会上发言要真",
        _P2,
        "不绕弯子",
        "不怕红脸",
        "会后整改要实",
        _P3,
    ),
    ("要闻", "分享到", "网友", "下一页"),
)

NOTICE = WebPage(
    "short notice among much furniture",
    """<html><head><meta charset="utf-8"><title>停水通知-河口村务网</title></head><body>
<div id="header"><a>首页</a><a>村务</a><a>党务</a><a>财务</a></div><div class="container"><div class="left"><ul><li><a>关于评选好婆婆好媳妇的公示，请大家监督</a></li>
<li><a>二〇二四年第一季度村级财务收支情况公开表</a></li><li><a>农村合作医疗缴费开始了，请大家相互转告。</a></li></ul></div>
<div class="right"><div class="tit">停水通知</div><div class="text">全体村民：<br/>因检修管道，明天上午停水。<br/>请提前储水。<br/>村委会<br/>5月8日</div></div></div>
<div class="foot">河口村村民委员会主办 技术支持：某某科技有限公司，地址：河口村一号，欢迎来信来访，我们将热情为您服务。</div></body></html>""",
    "停水通知",
    ("全体村民：", "因检修管道，明天上午停水。", "请提前储水。", "村委会", "5月8日"),
    ("好媳妇", "财务收支", "技术支持"),
)

PAGES = (PEOPLE, OFFICE, WECHAT, BREAKS, WORD, LIBRARY, SECTIONS, NOTICE)
